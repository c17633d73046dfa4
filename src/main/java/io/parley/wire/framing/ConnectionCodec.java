package io.parley.wire.framing;

import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import org.apache.pekko.util.ByteString;

/**
 * What becomes of the messages and the payloads of one connection. It may remember what it has
 * seen.
 *
 * @param <O> what is said
 * @param <I> what is heard
 */
public interface ConnectionCodec<O, I> {

  /** All bytes of a batch; empty if there is no way to say it. */
  ByteString encode(Batch<O> batch);

  /** What a payload says. */
  DecodeResult<I> decode(ByteString payload);
}
