package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several connections of one account see what the others of them send, in each dialect. */
@Timeout(120)
class DevicesAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  private static AllDialectsServer server;

  @BeforeAll
  static void start() {
    server =
        AllDialectsServer.start(
            Map.of(
                "parley.wire.segment-gap", "100 ms",
                "parley.wire.idle-gap", "100 ms",
                "parley.wire.silence", "10 ms"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login", "nickname", "prompt", "whisper", "notification"})
  void text_arrives_on_all_connections_of_its_author_except_as_an_echo(String dialect) {
    String nickname = registered("room_" + dialect);
    DialectTestClient first = server.logIn(dialect, nickname, PASSWORD);
    DialectTestClient second = server.logIn(dialect, nickname, PASSWORD);
    DialectTestClient third = server.logIn("beej", nickname, PASSWORD);

    first.say("<first>");
    awaitText(second, "<first>");
    awaitText(third, "<first>");
    second.say("<second>");
    awaitText(first, "<second>");
    awaitText(third, "<second>");
    third.say("<third>");

    boolean echoes = first.dialect().echoes();
    assertEquals(
        echoes ? List.of("<first>", "<second>", "<third>") : List.of("<second>", "<third>"),
        tokens(awaitText(first, "<third>")));
    assertEquals(
        echoes ? List.of("<first>", "<second>", "<third>") : List.of("<first>", "<third>"),
        tokens(awaitText(second, "<third>")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login", "nickname", "prompt", "whisper", "notification"})
  void private_message_arrives_on_all_connections_of_sender_and_recipient(String dialect) {
    String nickname = registered("priv_" + dialect);
    DialectTestClient first = server.logIn(dialect, nickname, PASSWORD);
    DialectTestClient second = server.logIn("nickname", nickname, PASSWORD);
    DialectTestClient pat = server.join("nickname", "pat_" + dialect);

    pat.send(new ClientMessage.PrivateMessage(nickname, "<received>"));
    awaitText(first, "<received>");
    awaitText(second, "<received>");
    second.send(new ClientMessage.PrivateMessage(pat.nickname(), "<sent>"));
    List<ServerMessage> received = awaitText(first, "<sent>");
    assertEquals(List.of("<received>", "<sent>"), tokens(received));
    assertTrue(
        received.toString().contains(pat.nickname()), "the recipient is named in " + received);
    second.send(new ClientMessage.PrivateMessage(nickname, "<self>"));
    awaitText(second, "<self>");
    assertEquals(List.of("<received>", "<sent>", "<self>"), tokens(awaitText(first, "<self>")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname", "whisper", "notification"})
  void sender_of_a_private_message_gets_no_echo_but_its_other_connections_get_it(String dialect) {
    String nickname = registered("echo_" + dialect);
    DialectTestClient first = server.logIn(dialect, nickname, PASSWORD);
    DialectTestClient second = server.logIn(dialect, nickname, PASSWORD);
    DialectTestClient pat = server.join("nickname", "ptr_" + dialect);

    first.send(new ClientMessage.PrivateMessage(pat.nickname(), "<sent>"));
    assertTrue(awaitText(second, "<sent>").toString().contains(pat.nickname()));
    first.send(new ClientMessage.PrivateMessage(nickname, "<self>"));
    assertEquals(List.of("<sent>", "<self>"), tokens(awaitText(second, "<self>")));
    assertEquals(
        first.dialect().echoes() ? List.of("<sent>", "<self>") : List.of("<self>"),
        tokens(awaitText(first, "<self>")));
  }

  private static String registered(String nickname) {
    server.register(nickname, PASSWORD);
    return nickname;
  }

  private static List<ServerMessage> awaitText(DialectTestClient client, String text) {
    return client.awaitAll(all -> tokens(all).contains(text));
  }

  private static List<String> tokens(List<ServerMessage> messages) {
    return Pattern.compile("<\\w+>")
        .matcher(DialectTestClient.text(messages))
        .results()
        .map(found -> found.group())
        .toList();
  }
}
