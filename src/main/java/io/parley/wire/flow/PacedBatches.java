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
 * Encodes the batches for a connection of a dialect without framing, without the texts that it has
 * sent. Texts, joins and leaves of others are optional, and so is what other connections of the
 * account send; what answers this connection is required.
 */
public final class PacedBatches {
  private final BatchEncoder<ServerMessage> encoder;

  /** The nickname of the client, by which it knows its own join; empty before the registration. */
  private Optional<Nickname> self = Optional.empty();

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
    Batch<ServerMessage> batch = EchoFilter.removeOwn(all);
    EncodedFrames frames = batch.encodedWith(encoder);
    Optional<Batch<ServerMessage>> source = Optional.of(batch);
    List<PacedSegment> segments = new ArrayList<>(frames.segments().size());
    for (int i = 0; i < batch.messages().size(); i++) {
      boolean optional = isOptional(batch, i);
      boolean first = true;
      for (ByteString bytes : frames.segmentsOf(i)) {
        segments.add(new PacedSegment(bytes, optional, first, source));
        first = false;
      }
    }
    return segments;
  }

  /** Before its registration, whatever a client gets answers it. */
  private boolean isOptional(Batch<ServerMessage> batch, int index) {
    ServerMessage message = batch.messages().get(index);
    learnNickname(message);
    if (self.isEmpty() || batch.isOwn(index)) {
      return false;
    }
    if (message.userMessage().isPresent() || message instanceof ServerMessage.RoomText) {
      return true;
    }
    return message instanceof ServerMessage.RoomMessage event
        && !event.nickname().equals(self.get());
  }

  private void learnNickname(ServerMessage message) {
    if (message instanceof ServerMessage.Welcomed welcomed) {
      self = Optional.of(welcomed.nickname());
    } else if (message instanceof ServerMessage.Renamed renamed
        && self.filter(renamed.previous()::equals).isPresent()) {
      self = Optional.of(renamed.nickname()); // by another connection of the account
    }
  }
}
