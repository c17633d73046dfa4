package io.parley.wire.flow;

import java.util.List;

/**
 * Writes messages as bytes. Thread-safe: many connections share one.
 *
 * @param <M> the type of message
 */
public interface BatchEncoder<M> {

  /**
   * The bytes of these messages, in order. Messages that the protocol has no packet for have none.
   */
  EncodedFrames encodeAll(List<? extends M> messages);
}
