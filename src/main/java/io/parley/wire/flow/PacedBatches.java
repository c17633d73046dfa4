package io.parley.wire.flow;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Encodes the batches for a member of a dialect without framing, without the member's own messages.
 * Texts, joins and leaves of others are optional; what answers the member is required.
 */
public final class PacedBatches {
  private final BatchEncoder<ServerMessage> encoder;
  private final EchoFilter echoes = new EchoFilter();

  private PacedBatches(BatchEncoder<ServerMessage> encoder) {
    this.encoder = encoder;
  }

  /** A stage for one connection. */
  public static Flow<Batch<ServerMessage>, PacedSegment, NotUsed> create(
      BatchEncoder<ServerMessage> encoder) {
    PacedBatches paced = new PacedBatches(encoder);
    return Flow.<Batch<ServerMessage>>create().mapConcat(paced::segments);
  }

  private List<PacedSegment> segments(Batch<ServerMessage> all) {
    Batch<ServerMessage> batch = echoes.removeOwn(all);
    EncodedFrames frames = batch.encodedWith(encoder);
    Optional<Batch<ServerMessage>> source = Optional.of(batch);
    List<PacedSegment> segments = new ArrayList<>(frames.segments().size());
    for (int i = 0; i < batch.messages().size(); i++) {
      boolean optional = isOptional(batch.messages().get(i));
      boolean first = true;
      for (ByteString bytes : frames.segmentsOf(i)) {
        segments.add(new PacedSegment(bytes, optional, first, source));
        first = false;
      }
    }
    return segments;
  }

  /** Before its registration, whatever a client gets answers it. */
  private boolean isOptional(ServerMessage message) {
    return echoes.self().filter(self -> isOfAnother(message, self)).isPresent();
  }

  private static boolean isOfAnother(ServerMessage message, Nickname self) {
    return message instanceof ServerMessage.RoomMessage event
        ? !event.nickname().equals(self)
        : message.userMessage().filter(sent -> !sent.author().equals(self)).isPresent();
  }
}
