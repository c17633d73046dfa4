package io.parley.dialect;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import java.util.List;
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
public interface DialectCodec<O, I> extends BatchEncoder<O> {

  /**
   * All bytes of one message, a length and its payload together. Empty if this dialect has no way
   * to say it.
   */
  ByteString encode(O message);

  /**
   * What goes to the socket for these messages. A framed dialect writes all at once; one whose
   * clients take each read for a message writes them one by one.
   */
  @Override
  default EncodedFrames encodeAll(List<? extends O> messages) {
    return messages.size() == 1
        ? EncodedFrames.of(encode(messages.get(0)))
        : EncodedFrames.ofMessages(messages.stream().map(this::encode).toList());
  }

  /**
   * Bytes as they come from a socket, cut anywhere, to messages. It never fails because of what the
   * peer sent: what cannot be read comes out as {@link DecodeResult.Malformed}, and what ends the
   * reading as one last {@link DecodeResult.Unrecoverable}.
   */
  Flow<ByteString, DecodeResult<I>, NotUsed> decoder();

  /**
   * Both directions of a connection; each call is for one. A batch that many connections share is
   * encoded by the first of them only.
   */
  default BidiFlow<Batch<O>, ByteString, ByteString, DecodeResult<I>, NotUsed> bidiFlow() {
    Flow<Batch<O>, ByteString, NotUsed> encoder =
        Flow.<Batch<O>>create()
            .map(batch -> batch.encodedWith(this).bytes())
            .filter(ByteString::nonEmpty);
    return BidiFlow.fromFlows(encoder, decoder());
  }
}
