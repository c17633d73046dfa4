package io.parley.cli.terminal;

import io.parley.cli.option.ExitStatus;

/** The user has cancelled a question of the prompt. */
public final class PromptCancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private PromptCancelledException(int exitStatus) {
    super("not connected: cancelled");
    this.exitStatus = exitStatus;
  }

  /** Ctrl-D, or the terminal was closed. */
  static PromptCancelledException endOfInput() {
    return new PromptCancelledException(ExitStatus.FAILED);
  }

  /** Ctrl-C. */
  public static PromptCancelledException interrupted() {
    return new PromptCancelledException(ExitStatus.INTERRUPTED);
  }

  public int exitStatus() {
    return exitStatus;
  }
}
