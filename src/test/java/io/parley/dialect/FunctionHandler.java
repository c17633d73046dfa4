package io.parley.dialect;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.util.function.Function;

/** Handles decode results with functions. */
public record FunctionHandler<M, R>(Function<M, R> message, Function<Problem, R> problem)
    implements DecodeResult.Handler<M, R> {
  @Override
  public R onMessage(M received) {
    return message.apply(received);
  }

  @Override
  public R onMalformed(Problem received) {
    return problem.apply(received);
  }

  @Override
  public R onUnrecoverable(Problem received) {
    return problem.apply(received);
  }
}
