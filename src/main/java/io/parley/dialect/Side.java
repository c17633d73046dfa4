package io.parley.dialect;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * One side of a dialect: a codec on top of a framing.
 *
 * <pre>
 *                    +--------------------------------------+
 *     Batch of O  ~~>|  encode   each message, its frame    |~~>  bytes
 *                    |                                      |
 *   Received of I <~~|  decode   each frame, its message    |<~~  bytes
 *                    +--------------------------------------+
 * </pre>
 *
 * @param <O> what this side says
 * @param <I> what this side hears
 */
public interface Side<O, I> {

  /**
   * The whole frame of one message, length and payload together, so that both leave in one write.
   */
  ByteString encode(O message);

  /**
   * Bytes as they come from a socket, cut anywhere, to messages. It never fails because of what the
   * peer sent: what cannot be read comes out as {@link Received.Malformed}, and what ends the
   * reading as one last {@link Received.Broken}.
   */
  Flow<ByteString, Received<I>, NotUsed> decoder();

  /**
   * Both directions of a connection. A batch that many connections share is encoded by the first of
   * them only.
   */
  default BidiFlow<Batch<O>, ByteString, ByteString, Received<I>, NotUsed> bidiFlow() {
    Flow<Batch<O>, ByteString, NotUsed> encoder =
        Flow.<Batch<O>>create().map(batch -> batch.encodedBy(this)).filter(ByteString::nonEmpty);
    return BidiFlow.fromFlows(encoder, decoder());
  }
}
