package io.parley.wire.framing;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * Reads the frames of one connection from bytes that may be cut anywhere.
 *
 * @param <M> the message in a payload
 */
public final class FrameReader<M> {
  private final LengthFraming framing;
  private final Function<ByteString, DecodeResult<M>> payloadDecoder;
  private final PartialInput partial;
  private ByteString buffer = ByteString.emptyByteString();
  private boolean firstFrame = true;

  /**
   * @param memory counts the incomplete frame
   */
  public FrameReader(
      LengthFraming framing,
      Function<ByteString, DecodeResult<M>> readPayload,
      InputMemory memory) {
    this.framing = framing;
    this.payloadDecoder = readPayload;
    this.partial = new PartialInput(memory);
  }

  /** Adds received bytes. */
  public void append(ByteString bytes) {
    buffer = buffer.isEmpty() ? bytes : buffer.concat(bytes);
  }

  /** Whether all received bytes are read. */
  public boolean isEmpty() {
    return buffer.isEmpty();
  }

  /**
   * Reads the next frame.
   *
   * @param isAll whether the peer has closed its side
   * @return empty if the frame is incomplete. After a {@link DecodeResult.Unrecoverable} there is
   *     no next frame
   */
  public Optional<DecodeResult<M>> next(boolean isAll) {
    if (firstFrame && TlsHello.isBeginOf(buffer)) {
      return Optional.of(new DecodeResult.Unrecoverable<>(TlsHello.PROBLEM));
    }
    if (buffer.size() >= framing.lengthBytes()) {
      int payload = framing.length(buffer);
      Optional<Problem> problem = framing.validate(payload, firstFrame);
      if (problem.isPresent()) {
        return Optional.of(new DecodeResult.Unrecoverable<>(problem.get()));
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
        : keepPart();
  }

  /** Drops what was received. */
  public void close() {
    buffer = ByteString.emptyByteString();
    partial.clear();
  }

  /** Keeps no more than the part: neither the frames before it nor an object for each chunk. */
  private Optional<DecodeResult<M>> keepPart() {
    buffer = buffer.compact();
    return partial.resize(buffer.size())
        ? Optional.empty()
        : Optional.of(new DecodeResult.Unrecoverable<>(PartialInput.NO_MEMORY));
  }
}
