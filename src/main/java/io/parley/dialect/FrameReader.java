package io.parley.dialect;

import io.parley.protocol.Problem;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * What has come of the frames of one connection, cut anywhere.
 *
 * @param <M> what a payload becomes
 */
final class FrameReader<M> {
  private final LengthFraming framing;
  private final Function<ByteString, Received<M>> readPayload;
  private ByteString buffer = ByteString.emptyByteString();
  private boolean first = true;

  FrameReader(LengthFraming framing, Function<ByteString, Received<M>> readPayload) {
    this.framing = framing;
    this.readPayload = readPayload;
  }

  /** More has come. */
  void add(ByteString bytes) {
    buffer = buffer.isEmpty() ? bytes : buffer.concat(bytes);
  }

  /** Whether all that came has been read. */
  boolean isEmpty() {
    return buffer.isEmpty();
  }

  /**
   * Reads the next frame.
   *
   * @param isAll whether nothing more will come
   * @return what it is; empty if it has not come yet. Nothing follows a {@link Received.Broken}
   */
  Optional<Received<M>> next(boolean isAll) {
    if (buffer.size() >= framing.lengthBytes()) {
      int payload = framing.length(buffer);
      Optional<Problem> impossible = framing.whyNot(payload, first);
      if (impossible.isPresent()) {
        return Optional.of(new Received.Broken<>(impossible.get()));
      }
      int end = framing.lengthBytes() + payload;
      if (buffer.size() >= end) {
        first = false;
        ByteString bytes = buffer.slice(framing.lengthBytes(), end);
        buffer = buffer.drop(end);
        return Optional.of(readPayload.apply(bytes));
      }
    }
    return isAll ? Optional.of(new Received.Broken<>(LengthFraming.CUT_SHORT)) : Optional.empty();
  }
}
