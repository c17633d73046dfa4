package io.parley.wire.framing;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * Encodes and decodes the messages of one connection. It may have state, such as what the peer has
 * shown that it understands. The stream of the connection owns it.
 *
 * @param <O> the messages to send
 * @param <I> the messages received
 */
public interface ConnectionCodec<O, I> {

  /** All bytes of a batch; empty if the dialect has no packet for any of its messages. */
  ByteString encode(Batch<O> batch);

  /**
   * What encodes most batches at present, for the size of a batch before it is encoded. Any thread
   * may call it.
   */
  BatchEncoder<O> encoder();

  /** The message in a payload, or what is wrong with it. */
  DecodeResult<I> decode(ByteString payload);

  /** A codec without state. */
  static <O, I> ConnectionCodec<O, I> of(
      BatchEncoder<O> encoder, Function<ByteString, DecodeResult<I>> decoder) {
    return new ConnectionCodec<>() {
      @Override
      public ByteString encode(Batch<O> batch) {
        return batch.encodedWith(encoder).bytes();
      }

      @Override
      public BatchEncoder<O> encoder() {
        return encoder;
      }

      @Override
      public DecodeResult<I> decode(ByteString payload) {
        return decoder.apply(payload);
      }
    };
  }
}
