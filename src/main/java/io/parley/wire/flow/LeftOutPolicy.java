package io.parley.wire.flow;

import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.pekko.util.ByteString;

/**
 * When a {@link SegmentPacer} leaves out messages, and what it says then.
 *
 * @param maxDelay the time in which all waiting segments must be sent; when there are more, the
 *     oldest are left out until half of it is enough
 * @param notice the segment that stands for a number of messages
 */
public record LeftOutPolicy(Duration maxDelay, IntFunction<ByteString> notice) {

  /**
   * Encodes the notice in a dialect.
   *
   * @param text the text of the notice, for a number of messages
   */
  public static LeftOutPolicy create(
      Duration maxDelay, BatchEncoder<ServerMessage> encoder, IntFunction<String> text) {
    return new LeftOutPolicy(
        maxDelay,
        count -> {
          Text safe = Text.sanitize(text.apply(count));
          return encoder.encodeAll(List.of(new ServerMessage.Notice(safe))).bytes();
        });
  }
}
