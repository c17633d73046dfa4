package io.parley.dialect;

import io.parley.protocol.Problem;
import java.util.function.Function;

/** What was received, as tests look at it. */
record Shown<M, R>(Function<M, R> message, Function<Problem, R> problem)
    implements Received.Handler<M, R> {
  @Override
  public R onMessage(M received) {
    return message.apply(received);
  }

  @Override
  public R onMalformed(Problem received) {
    return problem.apply(received);
  }

  @Override
  public R onBroken(Problem received) {
    return problem.apply(received);
  }
}
