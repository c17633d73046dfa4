package io.parley.dialect;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * One side of a dialect: a codec on top of a framing.
 *
 * <pre>
 *                        +-----------------------------------+
 *     Batch of O     ~~> | encode: each message, its frame   | ~~> bytes
 *                        |                                   |
 *     DecodeResult   <~~ | decode: each frame, its message   | <~~ bytes
 *     of I               +-----------------------------------+
 * </pre>
 *
 * <p>All connections of the dialect share one instance, which has no state of a connection.
 *
 * @param <O> the messages that this side sends
 * @param <I> the messages that this side receives
 */
public interface DialectCodec<O, I> extends BatchEncoder<O> {

  /** All bytes of one message; empty if the dialect has no packet for it. */
  default ByteString encode(O message) {
    return encodeAll(List.of(message)).bytes();
  }

  /**
   * Both directions of one connection. Bytes from the socket may be cut anywhere. Input of the peer
   * never fails the stream: a frame that cannot be read becomes {@link DecodeResult.Malformed}, and
   * input after which nothing can be read becomes one last {@link DecodeResult.Unrecoverable}.
   */
  BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow();

  /**
   * The same flow, which materializes what encodes the batches of the connection at present. Any
   * thread may ask it.
   */
  default BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, Supplier<BatchEncoder<O>>>
      connectionFlow() {
    return bidiFlow().mapMaterializedValue(notUsed -> () -> this);
  }
}
