package io.parley.dialect.beej;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static io.parley.protocol.Problem.Code.WRONG_FIELD_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extension packets of clients that other people wrote. */
class ExtensionPacketReaderTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect BEEJ = BeejDialect.create(KIT.wire());
  private static final Request ALL_OF_THE_PAST =
      new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'pm','message':'x'   | to",
        "{'type':'pm','to':'x'        | message",
        "{'type':'emote'              | message",
        "{'type':'join'               | room",
        "{'type':'whois'              | nick",
        "{'type':'search'             | words"
      })
  void missing_required_field_is_rejected(String packet, String field) {
    assertEquals(MISSING_FIELD, problem(packet + "}"));
    assertEquals(MISSING_FIELD, problem(packet + ",'" + field + "':null}"));
    assertWrong(packet, field, "1", "true", "[]", "{}", "['x']");
  }

  @ParameterizedTest
  @CsvSource({"leave, room", "users, room", "topic, topic", "away, message", "history, room"})
  void optional_text_of_wrong_type_is_rejected(String type, String field) {
    String packet = "{'type':'" + type + "'";
    assertWrong(packet, field, "1", "true", "[]", "{}", "['x']");
    assertEquals(
        receivedMessages(packet + "}"), receivedMessages(packet + ",'" + field + "':null}"));
  }

  @ParameterizedTest
  @CsvSource({"history, limit", "history, before", "search, limit"})
  void optional_number_that_is_not_whole_is_rejected(String type, String field) {
    String packet = "{'type':'" + type + "','words':'tea'";
    assertWrong(
        packet, field, "'1'", "true", "[]", "{}", "1.0", "1e3", "-1", "9223372036854775808");
    assertWrong(packet, field, "9".repeat(90), "1e999");
    assertEquals(
        receivedMessages(packet + "}"), receivedMessages(packet + ",'" + field + "':null}"));
  }

  @Test
  void limit_is_an_int_and_message_id_a_long() {
    assertWrong("{'type':'history'", "limit", "2147483648");
    assertEquals(
        new Request.History(
            Optional.empty(), OptionalInt.of(Integer.MAX_VALUE), OptionalLong.of(Long.MAX_VALUE)),
        request("{'type':'history','limit':2147483647,'before':9223372036854775807}"));
    assertEquals(
        new Request.History(Optional.empty(), OptionalInt.of(0), OptionalLong.of(0)),
        request("{'type':'history','limit':0,'before':0}"));
  }

  @Test
  void leave_without_room_is_quit() {
    assertEquals(new ClientMessage.Quit(), receivedMessages("{'type':'leave'}"));
    assertEquals(
        new ClientMessage.Quit(), receivedMessages("{'type':'leave','room':null,'nick':'pat'}"));
    assertEquals(new Request.Part(Optional.of("tea")), request("{'type':'leave','room':'tea'}"));
    assertEquals(new Request.Part(Optional.empty()), request("{'type':'leave','room':''}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"***", "\\u0000\\u202e", " tea ", "茶"})
  void names_and_texts_are_not_changed(String raw) throws Exception {
    String text = KIT.json().readTree("\"" + raw + "\"").textValue();
    assertEquals(new Request.Join(text), request("{'type':'join','room':'" + raw + "'}"));
    assertEquals(new Request.Emote(text), request("{'type':'emote','message':'" + raw + "'}"));
    assertEquals(new Request.Whois(text), request("{'type':'whois','nick':'" + raw + "'}"));
    assertEquals(
        new ClientMessage.PrivateMessage(text, text),
        receivedMessages("{'type':'pm','to':'" + raw + "','message':'" + raw + "','from':'boss'}"));
  }

  @Test
  void unknown_fields_are_ignored() {
    assertEquals(ALL_OF_THE_PAST, request("{'type':'history','from':'pat','words':[1]}"));
    assertEquals(new Request.ListRooms(), request("{'type':'rooms','rooms':[],'room':5}"));
    assertEquals(new ClientMessage.Ping(), receivedMessages("{'type':'ping','time':1.5}"));
  }

  private static void assertWrong(String packet, String field, String... values) {
    for (String value : values) {
      assertEquals(WRONG_FIELD_TYPE, problem(packet + ",'" + field + "':" + value + "}"), value);
    }
  }

  private static Problem.Code problem(String packet) {
    return assertInstanceOf(DecodeResult.Malformed.class, received(packet), packet)
        .problem()
        .code();
  }

  private static Request request(String packet) {
    return assertInstanceOf(ClientMessage.RequestMessage.class, receivedMessages(packet)).request();
  }

  private static ClientMessage receivedMessages(String packet) {
    return ((DecodeResult.Message<ClientMessage>) received(packet)).message();
  }

  private static DecodeResult<ClientMessage> received(String packet) {
    List<DecodeResult<ClientMessage>> all =
        KIT.read(BEEJ.serverCodec(), BeejTestPackets.frame(packet));
    assertEquals(1, all.size(), packet);
    return all.get(0);
  }
}
