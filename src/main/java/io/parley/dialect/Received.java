package io.parley.dialect;

import io.parley.protocol.Problem;
import java.util.function.Function;

/**
 * What a decoder makes of the bytes that came.
 *
 * @param <M> the kind of message
 */
public sealed interface Received<M> {

  <R> R accept(Handler<M, R> handler);

  /** The same of another kind; what went wrong stays as it is. */
  static <A, B> Received<B> flatMap(Received<A> received, Function<A, Received<B>> next) {
    return received.accept(
        new Handler<A, Received<B>>() {
          @Override
          public Received<B> onMessage(A message) {
            return next.apply(message);
          }

          @Override
          public Received<B> onMalformed(Problem problem) {
            return new Malformed<>(problem);
          }

          @Override
          public Received<B> onBroken(Problem problem) {
            return new Broken<>(problem);
          }
        });
  }

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
