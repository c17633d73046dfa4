package io.parley.dialect.beej;

import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.NICKNAME_TAKEN;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.SampleExchanges;
import io.parley.dialect.SampleMessages;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of beej beyond the contract of all dialects. */
class BeejDialectTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect BEEJ = BeejDialect.create(KIT.wire());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void basic_codec_writes_only_basic_packets() throws Exception {
    // Many basic clients end on any other type of packet.
    for (ServerMessage message : samples()) {
      for (JsonNode packet : BeejTestPackets.read(KIT.json(), BEEJ.serverCodec().encode(message))) {
        String type = packet.path("type").asText();
        assertTrue(Set.of("chat", "join", "leave").contains(type), type);
        assertTrue(packet.path("nick").isTextual());
        assertEquals(type.equals("chat"), packet.path("message").isTextual());
        boolean hasRoom = packet.has("room") && !type.equals("chat");
        assertEquals(type.equals("chat") || hasRoom ? 3 : 2, packet.size());
      }
    }
  }

  @Test
  void join_and_leave_name_the_room_to_basic_clients() {
    Stamp stamp = new Stamp(new RoomName("tea"), Instant.EPOCH);
    Nickname pat = new Nickname("pat");
    assertEquals(
        "{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"tea\"}",
        BEEJ.serverCodec().encode(new ServerMessage.Joined(pat, stamp)).drop(2).utf8String());
    assertEquals(
        "{\"type\":\"leave\",\"nick\":\"pat\",\"room\":\"tea\"}",
        BEEJ.serverCodec().encode(new ServerMessage.Left(pat, stamp)).drop(2).utf8String());
  }

  @Test
  void characters_are_written_as_utf8_without_escapes() {
    // With escapes, which take 12 bytes for an emoji, the longest text does not fit into a frame.
    for (ServerMessage message : SampleMessages.fromServer()) {
      String frame = BEEJ.serverCodec().encode(message).utf8String();
      assertFalse(frame.contains("\\u"), () -> frame.substring(0, Math.min(200, frame.length())));
    }
  }

  @Test
  void wrong_dialect_is_answered_in_plain_text() {
    // A peer that sends JSON without frames reads no frames.
    Problem problem = new Problem(WRONG_DIALECT, "This port speaks beej.");
    ByteString line = BEEJ.serverCodec().encode(new ServerMessage.Refused(problem));
    assertEquals("This port speaks beej.\n", line.utf8String());
  }

  @Test
  void server_text_is_a_refusal_only_with_a_code() {
    assertEquals(
        new ServerMessage.Refused(new Problem(NICKNAME_TAKEN, "No.")),
        sent("No. [NICKNAME_TAKEN]"));
    for (String notice : List.of("No. [NO_SUCH_CODE]", "No. [TOO_SLOW] ", "No.[TOO_SLOW]", "[]")) {
      assertEquals(new ServerMessage.Notice(Text.sanitize(notice)), sent(notice));
    }
  }

  @Test
  void control_characters_from_other_servers_are_removed() {
    assertEquals(
        new ServerMessage.Chatted(new Nickname("[31mpat"), Text.sanitize("[2Jhi")),
        receivedMessages(
            "{'type':'chat','nick':'\\u001b[31mpat','message':'\\u001b[2Jhi\\u202e'}"));
    assertEquals(
        new ServerMessage.Joined(new Nickname("?")),
        receivedMessages("{'type':'join','nick':'\\u0007'}"));
  }

  @Test
  void nickname_in_chat_of_client_is_ignored() {
    ByteString frame = BeejTestPackets.frame("{'type':'chat','nick':'chris','message':'hi'}");
    assertEquals(
        List.of(new DecodeResult.Message<>(new ClientMessage.Chat("hi"))),
        KIT.read(BEEJ.serverCodec(), frame));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1000, BeejDialect.MAX_FRAME_BYTES})
  void frame_over_configured_limit_is_rejected(int limit) {
    Dialect beej = BeejDialect.create(DialectTestKit.wire(KIT.json(), limit));
    assertInstanceOf(ClientMessage.Chat.class, message(first(beej, chatOf(limit))));
    Problem problem =
        assertInstanceOf(DecodeResult.Unrecoverable.class, first(beej, chatOf(limit + 1)))
            .problem();
    // With one byte more, the length would begin with a brace.
    assertEquals(
        limit == BeejDialect.MAX_FRAME_BYTES ? WRONG_DIALECT : FRAME_TOO_LONG, problem.code());
  }

  @Test
  void bare_json_is_detected_at_any_frame_limit() {
    Dialect beej = BeejDialect.create(DialectTestKit.wire(KIT.json(), 65535));
    ByteString bare = ByteString.fromString("{\"type\":\"hello\",\"nick\":\"pat\"}");
    Problem problem =
        assertInstanceOf(DecodeResult.Unrecoverable.class, first(beej, bare)).problem();
    assertEquals(WRONG_DIALECT, problem.code());
    assertEquals(FRAME_TOO_LONG, problem(beej, 0x7C00));
    assertEquals(FRAME_TOO_LONG, problem(beej, 0xFFFF));
  }

  @Test
  void longest_text_is_written_at_any_input_limit() {
    Dialect beej = BeejDialect.create(DialectTestKit.wire(KIT.json(), 64));
    ServerMessage longest =
        new ServerMessage.Chatted(new Nickname("pat"), Text.sanitize(SampleMessages.LONGEST_TEXT));
    assertEquals(
        List.of(new DecodeResult.Message<>(longest)),
        KIT.read(beej.clientCodec(), beej.serverCodec().encode(longest)));
  }

  private static ServerMessage sent(String message) {
    return receivedMessages("{'type':'chat','nick':'***','message':'" + message + "'}");
  }

  private static ServerMessage receivedMessages(String packet) {
    return message(KIT.read(BEEJ.clientCodec(), BeejTestPackets.frame(packet)).get(0));
  }

  private static DecodeResult<ClientMessage> first(Dialect beej, ByteString bytes) {
    return KIT.read(beej.serverCodec(), bytes).get(0);
  }

  private static Problem.Code problem(Dialect beej, int length) {
    ByteString bytes = ByteString.fromArray(new byte[] {(byte) (length >> 8), (byte) length});
    return assertInstanceOf(DecodeResult.Unrecoverable.class, first(beej, bytes)).problem().code();
  }

  private static <M> M message(DecodeResult<M> received) {
    return ((DecodeResult.Message<M>) received).message();
  }

  /** A chat packet with a payload of this size, in bytes. */
  private static ByteString chatOf(int size) {
    String empty = "{'type':'chat','message':''}";
    return BeejTestPackets.frame(
        empty.replace("''", "'" + "x".repeat(size - empty.length()) + "'"));
  }

  private static List<ServerMessage> samples() {
    return Stream.concat(SampleMessages.fromServer().stream(), SampleExchanges.stamped().stream())
        .toList();
  }
}
