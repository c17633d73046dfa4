package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An invalid object is reported, and the next object is read. */
class BareJsonMalformedTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final ClientMessage VALID = new ClientMessage.Chat("still here");
  private static final String DEEP = "[".repeat(10_000) + "]".repeat(10_000);

  /** The code of the answer, and the input. CHAT stands for the dialect's type of a chat. */
  private static final Map<String, List<String>> EVERYWHERE =
      Map.of(
          "NOT_JSON",
          List.of(
              "hello",
              "}",
              "[1, 2]",
              "{]}",
              "{'type':'CHAT'}",
              "{type:\"CHAT\"}",
              "{\"type\":\"CHAT\",\"content\":\"x\",}",
              "{\"type\":\"CHAT\",\"content\":\"x\",\"content\":\"y\"}",
              "{\"type\":\"CHAT\",\"type\":\"CHAT\",\"content\":\"x\"}",
              "{\"type\":\"CHAT\",\"content\":\"x\",\"n\":NaN}",
              "{\"type\":\"CHAT\",\"content\":\"x\",\"n\":-Infinity}",
              "{\"type\":\"CHAT\",\"content\":\"x\",\"n\":01}",
              "{\"type\":\"CHAT\",\"content\":\"\n\"}",
              "{\"type\":\"CHAT\",\"content\":\"\\x\"}",
              "{\"type\":\"CHAT\",\"content\":\"x\",\"deep\":" + DEEP + "}",
              "{\"x\":".repeat(3000) + "1" + "}".repeat(3000)),
          "NOT_UTF8",
          List.of(
              "{\"type\":\"CHAT\",\"content\":\"\u00C0\u00AF\"}",
              "{\"type\":\"CHAT\",\"content\":\"\u00ED\u00A0\u0080\"}",
              "{\"type\":\"CHAT\",\"content\":\"\u00E5\u00A4\"}"),
          "MISSING_FIELD",
          List.of("{}", "{\"type\":null}", "{\"type\":\"CHAT\"}", "{\"content\":\"x\"}"),
          "WRONG_FIELD_TYPE",
          List.of(
              "{\"type\":1}",
              "{\"type\":[\"CHAT\"],\"content\":\"x\"}",
              "{\"type\":\"CHAT\",\"content\":1}",
              "{\"type\":\"CHAT\",\"content\":{\"type\":\"CHAT\"}}",
              "{\"type\":\"CHAT\",\"content\":true}"),
          "UNKNOWN_TYPE",
          List.of("{\"type\":\"\"}", "{\"type\":\"nonsense\"}", "{\"type\":\"CHAT \"}"));

  private static final Map<String, List<String>> LOGIN =
      Map.of(
          "CREDENTIALS_EMPTY",
          List.of(
              "{\"type\":\"login\"}",
              "{\"type\":\"login\",\"username\":\"pat\"}",
              "{\"type\":\"login\",\"password\":\"x\"}",
              "{\"type\":\"login\",\"username\":\"\",\"password\":\"x\"}",
              "{\"type\":\"login\",\"username\":\"pat\",\"password\":\"\"}",
              "{\"type\":\"login\",\"username\":1,\"password\":\"x\"}",
              "{\"type\":\"login\",\"username\":\"pat\",\"password\":null}"));

  private static final Map<String, List<String>> NOTIFICATION =
      Map.of(
          "MISSING_FIELD",
          List.of(
              "{\"type\":\"username\",\"username\":\"pat\"}",
              "{\"type\":\"private_message\",\"content\":\"x\"}",
              "{\"type\":\"private_message\",\"recipient\":\"pat\"}"),
          "WRONG_FIELD_TYPE",
          List.of("{\"type\":\"private_message\",\"content\":\"x\",\"recipient\":7}"));

  static Stream<Arguments> errors() {
    return Stream.of(
            rows("login", EVERYWHERE),
            rows("login", LOGIN),
            rows("notification", EVERYWHERE),
            rows("notification", NOTIFICATION))
        .flatMap(rows -> rows);
  }

  static Stream<Dialect> dialects() {
    return Stream.of("login", "notification").map(BareJsonMalformedTest::dialect);
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void malformed_packet_is_reported_and_reading_continues(String name, String code, String input)
      throws Exception {
    Dialect dialect = dialect(name);
    String chat = name.equals("login") ? "chat" : "message";
    ByteString bytes =
        ByteString.fromArray(input.replace("CHAT", chat).getBytes(StandardCharsets.ISO_8859_1));
    List<String> read = new ArrayList<>();
    for (DecodeResult<ClientMessage> received :
        KIT.read(dialect.serverCodec(), bytes, dialect.clientCodec().encode(VALID))) {
      read.add(
          received.accept(
              new FunctionHandler<>(ClientMessage::toString, p -> answered(dialect, p))));
    }
    assertEquals(List.of(code, VALID.toString()), read);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void unknown_fields_are_ignored(Dialect dialect) {
    for (String more :
        List.of("\"username\":\"mallory\"", "\"username\":7", "\"x\":[{\"y\":[null,1e3]}]")) {
      String valid = dialect.clientCodec().encode(VALID).utf8String();
      assertEquals(
          List.of(new DecodeResult.Message<>(VALID)),
          KIT.read(
              dialect.serverCodec(),
              ByteString.fromString(valid.replaceFirst("\\{", "{ " + more + " , "))));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void ascii_escapes_are_decoded(Dialect dialect) {
    String valid = dialect.clientCodec().encode(VALID).utf8String();
    assertEquals(
        List.of(new DecodeResult.Message<>(new ClientMessage.Chat("大😀}"))),
        KIT.read(
            dialect.serverCodec(),
            ByteString.fromString(valid.replace("still here", "\\u5927\\uD83D\\uDE00\\u007d"))));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void object_over_limit_is_reported_and_ends_reading(Dialect dialect) {
    ByteString valid = dialect.clientCodec().encode(VALID);
    String tooLong = "{\"x\":\"" + "y".repeat(KIT.wire().maxFrameBytes()) + "\"}";
    List<DecodeResult<ClientMessage>> read =
        KIT.read(dialect.serverCodec(), valid, ByteString.fromString(tooLong), valid);
    assertEquals(2, read.size());
    assertEquals(new DecodeResult.Message<>(VALID), read.get(0));
    assertTrue(read.get(1) instanceof DecodeResult.Unrecoverable<ClientMessage>);
  }

  /** The code of a problem after the client has read its answer. */
  private static String answered(Dialect dialect, Problem problem) {
    ByteString answer = dialect.serverCodec().encode(new ServerMessage.Refused(problem));
    try {
      JsonNode packet = KIT.json().readTree(answer.utf8String());
      assertFalse(packet.path("type").asText().isEmpty());
      String code = packet.path("code").asText();
      List<String> receivedMessages =
          KIT.read(dialect.clientCodec(), answer).stream()
              .map(one -> ((DecodeResult.Message<ServerMessage>) one).message())
              .map(one -> ((ServerMessage.Refused) one).problem().code().name())
              .toList();
      assertEquals(List.of(code), receivedMessages);
      return code;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Arguments> rows(String dialect, Map<String, List<String>> table) {
    return table.entrySet().stream()
        .flatMap(row -> row.getValue().stream().map(in -> Arguments.of(dialect, row.getKey(), in)));
  }

  private static Dialect dialect(String name) {
    return Dialects.find(name, KIT.wire()).orElseThrow();
  }
}
