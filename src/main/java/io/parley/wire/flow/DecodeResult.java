package io.parley.wire.flow;

import io.parley.protocol.Problem;
import java.util.function.Function;

/**
 * What a decoder makes of the bytes that came.
 *
 * @param <M> the kind of message
 */
public sealed interface DecodeResult<M> {

  <R> R accept(Handler<M, R> handler);

  /** The same of another kind; what went wrong stays as it is. */
  static <A, B> DecodeResult<B> flatMap(
      DecodeResult<A> received, Function<A, DecodeResult<B>> next) {
    return received.accept(
        new Handler<A, DecodeResult<B>>() {
          @Override
          public DecodeResult<B> onMessage(A message) {
            return next.apply(message);
          }

          @Override
          public DecodeResult<B> onMalformed(Problem problem) {
            return new Malformed<>(problem);
          }

          @Override
          public DecodeResult<B> onUnrecoverable(Problem problem) {
            return new Unrecoverable<>(problem);
          }
        });
  }

  /** A message. */
  record Message<M>(M message) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMessage(message);
    }
  }

  /** One frame that could not be read; the next one may be fine. */
  record Malformed<M>(Problem problem) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMalformed(problem);
    }
  }

  /** Nothing that comes after this can be read any more; it is the last element. */
  record Unrecoverable<M>(Problem problem) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onUnrecoverable(problem);
    }
  }

  /** One method for each case, none with a default. */
  interface Handler<M, R> {
    R onMessage(M message);

    R onMalformed(Problem problem);

    R onUnrecoverable(Problem problem);
  }
}
