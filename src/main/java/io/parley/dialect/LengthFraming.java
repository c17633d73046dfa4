package io.parley.dialect;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_EMPTY;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;

import io.parley.protocol.Problem;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.pf.PFBuilder;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.scaladsl.Framing.FramingException;
import org.apache.pekko.util.ByteString;

/**
 * Frames that begin with their length: {@code [length, big-endian][payload]}, where the length
 * counts the payload alone.
 *
 * @param lengthBytes how many bytes the length takes, 1 to 4
 * @param maxPayload the most bytes of a payload
 * @param wrongDialect what to say to a peer whose first byte is an opening brace: it sends bare
 *     JSON, and speaks another dialect
 */
public record LengthFraming(int lengthBytes, int maxPayload, String wrongDialect) {

  /** Whether a payload of this many bytes may be framed. */
  public boolean fits(int payloadBytes) {
    return payloadBytes > 0 && payloadBytes <= maxPayload;
  }

  /**
   * The frame of a payload.
   *
   * @throws IllegalArgumentException if it does not {@link #fits fit}; whoever makes payloads keeps
   *     their size
   */
  public ByteString frame(byte[] payload) {
    if (!fits(payload.length)) {
      throw new IllegalArgumentException(
          "a payload of " + payload.length + " bytes; the limit is " + maxPayload);
    }
    byte[] frame = new byte[lengthBytes + payload.length];
    for (int i = 0; i < lengthBytes; i++) {
      frame[i] = (byte) (payload.length >>> (8 * (lengthBytes - 1 - i)));
    }
    System.arraycopy(payload, 0, frame, lengthBytes, payload.length);
    return ByteString.fromArrayUnsafe(frame); // nobody else holds the array
  }

  /** Bytes to messages, by way of payloads. Each call makes the decoder of one connection. */
  public <M> Flow<ByteString, Received<M>, NotUsed> decoder(
      Function<ByteString, Received<M>> readPayload) {
    AtomicBoolean first = new AtomicBoolean(true);
    return Framing.lengthField(
            lengthBytes,
            0,
            lengthBytes + maxPayload,
            ByteOrder.BIG_ENDIAN,
            (none, payload) -> frameSize(payload, first.getAndSet(false)))
        .map(frame -> readPayload.apply(frame.drop(lengthBytes)))
        .recover(
            new PFBuilder<Throwable, Received<M>>()
                .match(FrameException.class, e -> new Received.Broken<>(e.problem()))
                .match(FramingException.class, e -> new Received.Broken<>(cutShort()))
                .build())
        // A peer's mistake is answered; it is no error of ours for the log.
        .addAttributes(
            ActorAttributes.logLevels(
                Attributes.logLevelOff(), Attributes.logLevelOff(), Attributes.logLevelOff()));
  }

  private int frameSize(int payload, boolean first) {
    if (first && firstByte(payload) == '{') {
      throw new FrameException(WRONG_DIALECT, wrongDialect);
    }
    if (payload == 0) {
      throw new FrameException(FRAME_EMPTY, "An empty frame says nothing; the connection ends.");
    }
    if (payload < 0 || payload > maxPayload) {
      throw new FrameException(
          FRAME_TOO_LONG,
          "A frame of "
              + Integer.toUnsignedString(payload)
              + " bytes is too long; the limit is "
              + maxPayload
              + ". The connection ends.");
    }
    return lengthBytes + payload;
  }

  private int firstByte(int length) {
    return length >>> (8 * (lengthBytes - 1)) & 0xFF;
  }

  private static Problem cutShort() {
    return new Problem(FRAME_CUT_SHORT, "The last frame was cut short; it was not read.");
  }
}
