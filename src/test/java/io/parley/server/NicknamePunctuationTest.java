package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nicknames with the punctuation that stands around nicknames in lines of some dialects. */
class NicknamePunctuationTest {
  /** The dialects that say who comes and goes. */
  private static final List<String> ANNOUNCING =
      List.of("beej", "nickname", "prompt", "whisper", "notification");

  private static AllDialectsServer server;

  /** A nickname is freed some time after its client has left. */
  private static int readerCount;

  @BeforeAll
  static void start() {
    server = AllDialectsServer.start(Map.of());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".d.",
        "[d]",
        "]d[",
        "{d}",
        "}d{",
        "|d|",
        "^d^",
        "\\d\\",
        "`d`",
        "[[d]]",
        "d]",
        "d.[]{}|^\\`-_"
      })
  void every_dialect_shows_the_nickname_as_it_is(String nickname) {
    List<DialectTestClient> readers = new ArrayList<>();
    for (Dialect dialect : server.dialects()) {
      readers.add(server.join(dialect, "reader_" + readerCount++));
    }
    readers.get(0).await(message -> message.toString().contains("guest-")); // plain has joined
    DialectTestClient author = server.join("whisper", nickname);
    author.say("hello [x] a: b]");
    for (DialectTestClient reader : readers) {
      if (ANNOUNCING.contains(reader.dialect().name())) {
        reader.await(
            message ->
                message instanceof ServerMessage.Joined joined
                    && joined.nickname().value().equals(nickname));
      }
      reader.await(
          message ->
              message instanceof ServerMessage.Chatted chatted
                  && chatted.nickname().value().equals(nickname)
                  && chatted.text().value().equals("hello [x] a: b]"));
      if (!reader.dialect().name().equals("plain")) {
        author.send(new ClientMessage.PrivateMessage(reader.nickname(), "psst ] [ b: c"));
        if (!reader.dialect().name().equals("beej")) { // a basic client gets another packet
          reader.await(
              message ->
                  message instanceof ServerMessage.PrivateMessage sent
                      && sent.from().value().equals(nickname)
                      && sent.text().value().equals("psst ] [ b: c"));
        }
      }
    }
    readers.stream()
        .filter(reader -> reader.dialect().name().equals("notification"))
        .forEach(reader -> reader.send(new ClientMessage.PrivateMessage(nickname, "back")));
    author.await(
        message ->
            message instanceof ServerMessage.PrivateMessage sent
                && sent.text().value().equals("back"));
    author.leave();
    for (DialectTestClient reader : readers) {
      if (ANNOUNCING.contains(reader.dialect().name())) {
        reader.await(
            message ->
                message instanceof ServerMessage.Left left
                    && left.nickname().value().equals(nickname));
      }
    }
    readers.forEach(DialectTestClient::leave);
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login", "prompt", "whisper", "notification"})
  void member_of_every_dialect_but_nickname_can_have_it(String dialect) {
    String nickname = "[" + dialect + "]|.`";
    DialectTestClient member = server.join(dialect, nickname);
    member.leave();
  }

  @Test
  void nickname_keeps_the_rule_of_its_own_servers() {
    Dialect dialect =
        server.dialects().stream()
            .filter(each -> each.name().equals("nickname"))
            .findFirst()
            .orElseThrow();
    for (String nickname : List.of("[bot]", "a.bot", "x|away", "हिन्दी", "bot^", "bot`")) {
      DialectTestClient client = server.connect(dialect, nickname);
      ServerMessage refused = client.await(ServerMessage.Refused.class::isInstance);
      assertEquals(
          Problem.Code.NICKNAME_INVALID, ((ServerMessage.Refused) refused).problem().code());
    }
  }

  @Test
  void text_in_whisper_is_not_taken_for_the_join_of_a_nickname_in_brackets() {
    DialectTestClient reader = server.join("whisper", "forged_reader");
    DialectTestClient author = server.join("whisper", "forger");
    for (String sentence : List.of("has joined the chat!", "has left the chat.")) {
      author.say(sentence);
      reader.await(
          message ->
              message instanceof ServerMessage.Chatted chatted
                  && chatted.nickname().value().equals("forger")
                  && chatted.text().value().strip().equals(sentence));
    }
    List<ServerMessage> received = reader.awaitAll(all -> true);
    assertFalse(received.toString().contains("[forger]"), received.toString());
    author.leave();
    reader.leave();
  }
}
