package io.parley.dialect;

import io.parley.protocol.Problem;

/**
 * What came cannot be framed. It travels inside a decoder only, which ends it as {@link
 * Received.Broken}.
 */
final class FrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  FrameException(Problem.Code code, String message) {
    super(message, null, false, false);
    this.problem = new Problem(code, message);
  }

  Problem problem() {
    return problem;
  }
}
