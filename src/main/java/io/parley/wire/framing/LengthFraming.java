package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_EMPTY;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Frames that begin with their length: {@code [length, big-endian][payload]}, where the length
 * counts the payload alone.
 *
 * @param lengthBytes how many bytes the length takes, 1 to 4
 * @param maxPayloadBytes the most bytes of a payload
 * @param wrongDialectMessage what to say to a peer whose first byte is an opening brace: it sends
 *     bare JSON, and speaks another dialect
 */
public record LengthFraming(int lengthBytes, int maxPayloadBytes, String wrongDialectMessage) {

  /** The last frame has no end. */
  static final Problem CUT_SHORT =
      new Problem(FRAME_CUT_SHORT, "The last frame was cut short; it was not read.");

  /** Whether a payload of this many bytes may be framed. */
  public boolean isValidSize(int payloadBytes) {
    return payloadBytes > 0 && payloadBytes <= maxPayloadBytes;
  }

  /**
   * The frame of a payload.
   *
   * @throws IllegalArgumentException if it does not {@link #isValidSize fit}; whoever makes
   *     payloads keeps their size
   */
  public ByteString frame(byte[] payload) {
    if (!isValidSize(payload.length)) {
      throw new IllegalArgumentException(
          "a payload of " + payload.length + " bytes; the limit is " + maxPayloadBytes);
    }
    byte[] frame = new byte[lengthBytes + payload.length];
    for (int i = 0; i < lengthBytes; i++) {
      frame[i] = (byte) (payload.length >>> (8 * (lengthBytes - 1 - i)));
    }
    System.arraycopy(payload, 0, frame, lengthBytes, payload.length);
    return ByteString.fromArrayUnsafe(frame); // nobody else holds the array
  }

  /** Bytes to messages, by way of payloads. */
  public <M> Flow<ByteString, DecodeResult<M>, NotUsed> decoder(
      Function<ByteString, DecodeResult<M>> readPayload) {
    return Flow.fromGraph(new FrameDecoder<>(this, readPayload));
  }

  /** The length with which bytes begin that are at least so many. */
  int length(ByteString bytes) {
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = (length << 8) | (bytes.apply(i) & 0xFF);
    }
    return length;
  }

  /**
   * Why there is no such frame; nothing if there may be.
   *
   * @param payload the length as it came: one of four bytes may be negative
   * @param first whether it is the first of a connection
   */
  Optional<Problem> validate(int payload, boolean first) {
    if (first && firstByte(payload) == '{') {
      return Optional.of(new Problem(WRONG_DIALECT, wrongDialectMessage));
    }
    if (payload == 0) {
      return Optional.of(
          new Problem(FRAME_EMPTY, "An empty frame says nothing; the connection ends."));
    }
    return isValidSize(payload) ? Optional.empty() : Optional.of(tooLong(payload));
  }

  private Problem tooLong(int payload) {
    return new Problem(
        FRAME_TOO_LONG,
        "A frame of "
            + Integer.toUnsignedString(payload)
            + " bytes is too long; the limit is "
            + maxPayloadBytes
            + ". The connection ends.");
  }

  private int firstByte(int length) {
    return length >>> (8 * (lengthBytes - 1)) & 0xFF;
  }
}
