package io.parley.dialect;

import io.parley.wire.flow.EncodedFrames;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * One side of a dialect whose messages are frames with a length. A batch goes out in one write.
 *
 * @param <O> the messages that this side sends
 * @param <I> the messages that this side receives
 */
public interface FramedDialectCodec<O, I> extends DialectCodec<O, I> {

  @Override
  ByteString encode(O message);

  @Override
  default EncodedFrames encodeAll(List<? extends O> messages) {
    return EncodedFrames.ofMessages(messages.stream().map(this::encode).toList());
  }
}
