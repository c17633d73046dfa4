package io.parley.protocol;

/**
 * A value from a peer is invalid. The exception is checked, so that the compiler reports a missing
 * answer. It has no stack trace, because a peer can cause it at a high rate.
 */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public RejectedException(Problem.Code code, String message) {
    super(message, null, false, false);
    this.problem = new Problem(code, message);
  }

  public RejectedException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  /** The problem to send to the peer. */
  public Problem problem() {
    return problem;
  }
}
