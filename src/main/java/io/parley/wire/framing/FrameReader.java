package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * What has come of the frames of one connection, cut anywhere.
 *
 * @param <M> what a payload becomes
 */
public final class FrameReader<M> {
  private final LengthFraming framing;
  private final Function<ByteString, DecodeResult<M>> payloadDecoder;
  private ByteString buffer = ByteString.emptyByteString();
  private boolean firstFrame = true;

  public FrameReader(LengthFraming framing, Function<ByteString, DecodeResult<M>> readPayload) {
    this.framing = framing;
    this.payloadDecoder = readPayload;
  }

  /** More has come. */
  public void append(ByteString bytes) {
    buffer = buffer.isEmpty() ? bytes : buffer.concat(bytes);
  }

  /** Whether all that came has been read. */
  public boolean isEmpty() {
    return buffer.isEmpty();
  }

  /**
   * Reads the next frame.
   *
   * @param isAll whether nothing more will come
   * @return what it is; empty if it has not come yet. Nothing follows a {@link
   *     DecodeResult.Unrecoverable}
   */
  public Optional<DecodeResult<M>> next(boolean isAll) {
    if (buffer.size() >= framing.lengthBytes()) {
      int payload = framing.length(buffer);
      Optional<Problem> impossible = framing.validate(payload, firstFrame);
      if (impossible.isPresent()) {
        return Optional.of(new DecodeResult.Unrecoverable<>(impossible.get()));
      }
      int end = framing.lengthBytes() + payload;
      if (buffer.size() >= end) {
        firstFrame = false;
        ByteString bytes = buffer.slice(framing.lengthBytes(), end);
        buffer = buffer.drop(end);
        return Optional.of(payloadDecoder.apply(bytes));
      }
    }
    return isAll
        ? Optional.of(new DecodeResult.Unrecoverable<>(LengthFraming.CUT_SHORT))
        : Optional.empty();
  }
}
