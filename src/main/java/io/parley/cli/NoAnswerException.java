package io.parley.cli;

/** Somebody did not want to answer a question. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  private NoAnswerException(int status) {
    super("not connected: a question was not answered");
    this.status = status;
  }

  /** Ctrl-D, or the terminal has gone. */
  static NoAnswerException atEnd() {
    return new NoAnswerException(ParleyCommand.FAILED);
  }

  /** Ctrl-C. */
  static NoAnswerException interrupted() {
    return new NoAnswerException(128 + 2);
  }

  /** The exit status, as a shell has it. */
  int status() {
    return status;
  }
}
