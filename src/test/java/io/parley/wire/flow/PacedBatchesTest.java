package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which messages may be left out. */
class PacedBatchesTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname CHRIS = new Nickname("chris");
  private static final Text HI = Text.sanitize("hi");

  /** Two segments for each message, and none for a pong. */
  private static final BatchEncoder<ServerMessage> ENCODER =
      messages -> EncodedFrames.ofSegments(messages.stream().map(m -> segments(m)).toList());

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void what_others_and_other_connections_of_the_account_send_is_optional() {
    List<ServerMessage> optional =
        List.of(
            new ServerMessage.Chatted(PAT, HI),
            new ServerMessage.TopicChanged(PAT, HI, Stamp.UNKNOWN),
            new ServerMessage.PrivateMessage(PAT, CHRIS, HI),
            new ServerMessage.PrivateMessage(PAT, PAT, HI),
            new ServerMessage.Chatted(CHRIS, HI),
            new ServerMessage.Emoted(CHRIS, HI),
            new ServerMessage.TopicChanged(CHRIS, HI, Stamp.UNKNOWN),
            new ServerMessage.PrivateMessage(CHRIS, PAT, HI),
            new ServerMessage.Joined(CHRIS),
            new ServerMessage.Left(CHRIS));
    assertEquals(segments(optional, true), paced(Batch.copyOf(optional)));
  }

  @Test
  void answers_and_own_events_are_required() {
    List<ServerMessage> required =
        List.of(
            new ServerMessage.Joined(PAT),
            new ServerMessage.Left(PAT),
            new ServerMessage.Pong(),
            new ServerMessage.Notice(HI),
            new ServerMessage.Refused(new Problem(Problem.Code.TEXT_TOO_LONG, "No.")));
    assertEquals(segments(required, false), paced(Batch.copyOf(required)));
    List<ServerMessage> sent =
        List.of(
            new ServerMessage.TopicChanged(PAT, HI, Stamp.UNKNOWN),
            new ServerMessage.PrivateMessage(PAT, PAT, HI));
    assertEquals(segments(sent, false), paced(Batch.copyOf(sent).asOwn()));
  }

  @Test
  void own_join_is_known_by_the_new_nickname_after_a_rename() {
    ServerMessage renamed = new ServerMessage.Renamed(PAT, CHRIS, Stamp.UNKNOWN);
    List<ServerMessage> required = List.of(renamed, new ServerMessage.Joined(CHRIS));
    assertEquals(segments(required, false), paced(Batch.copyOf(required)));
    List<ServerMessage> before = List.of(new ServerMessage.Joined(CHRIS));
    assertEquals(segments(before, true), paced(Batch.copyOf(before)));
  }

  @Test
  void own_texts_are_not_written() {
    List<ServerMessage> texts =
        List.of(new ServerMessage.Chatted(PAT, HI), new ServerMessage.Emoted(PAT, HI));
    assertEquals(List.of(), paced(Batch.copyOf(texts).asOwn()));
  }

  @Test
  void everything_is_required_before_registration() {
    Batch<ServerMessage> early = Batch.of(new ServerMessage.Chatted(CHRIS, HI));
    assertEquals(
        segments(early.messages(), false),
        withoutBatch(KIT.all(Source.single(early).via(PacedBatches.create(ENCODER)))));
  }

  private static List<PacedSegment> paced(Batch<ServerMessage> batch) {
    List<Batch<ServerMessage>> batches = List.of(Batch.of(new ServerMessage.Welcomed(PAT)), batch);
    List<PacedSegment> all = KIT.all(Source.from(batches).via(PacedBatches.create(ENCODER)));
    return withoutBatch(all.subList(2, all.size()));
  }

  private static List<PacedSegment> withoutBatch(List<PacedSegment> segments) {
    return segments.stream()
        .map(segment -> new PacedSegment(segment.bytes(), segment.optional(), segment.first()))
        .toList();
  }

  private static List<PacedSegment> segments(List<ServerMessage> messages, boolean optional) {
    return messages.stream()
        .filter(message -> !(message instanceof ServerMessage.Pong))
        .flatMap(
            message ->
                List.of(
                    new PacedSegment(segments(message).get(0), optional, true),
                    new PacedSegment(segments(message).get(1), optional, false))
                    .stream())
        .toList();
  }

  private static List<ByteString> segments(ServerMessage message) {
    return message instanceof ServerMessage.Pong
        ? List.of()
        : List.of(ByteString.fromString(message.toString()), ByteString.fromString("more"));
  }
}
