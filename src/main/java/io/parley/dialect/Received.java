package io.parley.dialect;

import io.parley.protocol.Problem;

/**
 * What a decoder makes of the bytes that came.
 *
 * @param <M> the kind of message
 */
public sealed interface Received<M> {

  <R> R accept(Handler<M, R> handler);

  /** A message. */
  record Message<M>(M message) implements Received<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMessage(message);
    }
  }

  /** One frame that could not be read; the next one may be fine. */
  record Malformed<M>(Problem problem) implements Received<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMalformed(problem);
    }
  }

  /** Nothing that comes after this can be read any more; it is the last element. */
  record Broken<M>(Problem problem) implements Received<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onBroken(problem);
    }
  }

  /** One method for each case, none with a default. */
  interface Handler<M, R> {
    R onMessage(M message);

    R onMalformed(Problem problem);

    R onBroken(Problem problem);
  }
}
