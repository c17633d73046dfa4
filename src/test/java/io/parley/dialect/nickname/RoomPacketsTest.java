package io.parley.dialect.nickname;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static io.parley.protocol.Problem.Code.WRONG_FIELD_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.SampleExchanges;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Requests for rooms, whose answers are text. */
class RoomPacketsTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect NICKNAME = NicknameDialect.create(KIT.wire());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void white_space_around_room_name_is_removed() {
    assertEquals(new Request.Join("tea"), request("{'type':'join_room','room':' tea\\n'}"));
    assertEquals(
        new Request.Part(Optional.of("tea")), request("{'type':'leave_room','room':' tea '}"));
    assertEquals(new Request.Part(Optional.empty()), request("{'type':'leave_room'}"));
    assertEquals(new Request.ListRooms(), request("{'type':'rooms','room':1}"));
  }

  @Test
  void missing_or_invalid_room_is_rejected() {
    assertEquals(MISSING_FIELD, problem("{'type':'join_room'}"));
    assertEquals(MISSING_FIELD, problem("{'type':'join_room','room':null}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'join_room','room':1}"));
    assertEquals(WRONG_FIELD_TYPE, problem("{'type':'leave_room','room':['tea']}"));
  }

  @Test
  void stored_message_has_its_original_time() throws Exception {
    // With the current time, each connection would get another one.
    ServerMessage stored =
        new ServerMessage.Chatted(
            new Nickname("pat"), Text.sanitize("hi"), SampleExchanges.STORED_STAMP);
    assertEquals(1_600_000_000.5, timestamp(stored));
    assertEquals(
        1_700_000_000.125,
        timestamp(new ServerMessage.Chatted(new Nickname("pat"), Text.sanitize("hi"))));
  }

  @Test
  void client_reads_summary_of_joins_and_leaves() {
    ServerMessage summary = new ServerMessage.PresenceSummary(37, 12, Stamp.UNKNOWN);
    assertEquals(
        List.of(new DecodeResult.Message<>(summary)),
        KIT.read(NICKNAME.clientCodec(), NICKNAME.serverCodec().encode(summary)));
  }

  @Test
  void client_reads_list_of_some_members() {
    ServerMessage list =
        new ServerMessage.MemberList(List.of(new Nickname("pat")), RoomName.LOBBY, 300);
    assertEquals(
        List.of(new DecodeResult.Message<>(list)),
        KIT.read(NICKNAME.clientCodec(), NICKNAME.serverCodec().encode(list)));
  }

  private static double timestamp(ServerMessage message) throws Exception {
    ByteString payload = NICKNAME.serverCodec().encode(message).drop(4);
    return KIT.json().readTree(payload.toArray()).path("timestamp").doubleValue();
  }

  private static Problem.Code problem(String packet) {
    return assertInstanceOf(DecodeResult.Malformed.class, received(packet), packet)
        .problem()
        .code();
  }

  private static Request request(String packet) {
    ClientMessage message = ((DecodeResult.Message<ClientMessage>) received(packet)).message();
    return assertInstanceOf(ClientMessage.RequestMessage.class, message).request();
  }

  /** The results of the server's decoder. Single quotes become double quotes. */
  private static DecodeResult<ClientMessage> received(String packet) {
    byte[] payload = packet.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteString length = ByteString.fromArray(new byte[] {0, 0, 0, (byte) payload.length});
    List<DecodeResult<ClientMessage>> all =
        KIT.read(NICKNAME.serverCodec(), length.concat(ByteString.fromArray(payload)));
    assertEquals(1, all.size());
    return all.get(0);
  }
}
