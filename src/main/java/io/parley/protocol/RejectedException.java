package io.parley.protocol;

/**
 * A value that a peer gave was refused. It is checked, so that nobody can forget the answer, and
 * has no stack trace, since a peer's mistake is not ours and may come a million times.
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

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
