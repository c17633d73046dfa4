package io.parley.wire.flow;

import io.parley.protocol.Problem;
import java.util.function.Function;

/**
 * The result of decoding one frame.
 *
 * @param <M> the type of message
 */
public sealed interface DecodeResult<M> {

  <R> R accept(Handler<M, R> handler);

  /** Decodes the message of a result further; a problem stays the same. */
  static <A, B> DecodeResult<B> flatMap(DecodeResult<A> result, Function<A, DecodeResult<B>> next) {
    return result.accept(
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

  record Message<M>(M message) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMessage(message);
    }
  }

  /** A frame that cannot be read; the next frame may be valid. */
  record Malformed<M>(Problem problem) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onMalformed(problem);
    }
  }

  /** The end of readable input. It is the last element of its stream. */
  record Unrecoverable<M>(Problem problem) implements DecodeResult<M> {
    @Override
    public <R> R accept(Handler<M, R> handler) {
      return handler.onUnrecoverable(problem);
    }
  }

  /** One method for each case, so that a new case does not compile unhandled. */
  interface Handler<M, R> {
    R onMessage(M message);

    R onMalformed(Problem problem);

    R onUnrecoverable(Problem problem);
  }
}
