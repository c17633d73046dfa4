package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_EMPTY;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;

import io.parley.protocol.Problem;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Frames with a length prefix: {@code [length, big-endian][payload]}. The length does not count
 * itself.
 *
 * @param lengthBytes the size of the length, 1 to 4 bytes
 * @param maxPayloadBytes the maximum size of a payload, in bytes
 * @param wrongDialectMessage the answer to a peer whose first byte is an opening brace, which sends
 *     JSON without frames
 */
public record LengthFraming(int lengthBytes, int maxPayloadBytes, String wrongDialectMessage) {

  static final Problem CUT_SHORT =
      new Problem(FRAME_CUT_SHORT, "The last frame was cut short; it was not read.");

  /** Whether a payload of this size fits into a frame. */
  public boolean isValidSize(int payloadBytes) {
    return payloadBytes > 0 && payloadBytes <= maxPayloadBytes;
  }

  /**
   * The frame of a payload.
   *
   * @throws IllegalArgumentException if its size is not {@link #isValidSize valid}, which the
   *     caller must prevent
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
    return ByteString.fromArrayUnsafe(frame); // no other reference exists
  }

  /** The answer to a peer that reads no frames, to a problem of the code {@code WRONG_DIALECT}. */
  public static ByteString unframedAnswer(Problem problem) {
    return ByteString.fromString(
        problem.equals(TlsHello.PROBLEM) ? TlsHello.ALERT : problem.message() + "\n");
  }

  /** Reads the length; the bytes must have it in full. */
  int length(ByteString bytes) {
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = (length << 8) | (bytes.apply(i) & 0xFF);
    }
    return length;
  }

  /**
   * Checks the length of a frame.
   *
   * @param payload the length; one of four bytes may be negative as an int
   * @param first whether it is the first frame of the connection
   * @return the problem; empty if the length is valid
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
