package io.parley.cli.terminal;

import io.parley.cli.option.ExitStatus;

/** The user has cancelled a question of the prompt. */
public final class PromptCancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final String NOT_CONNECTED = "not connected: cancelled";

  private final int exitStatus;

  private PromptCancelledException(String message, int exitStatus) {
    super(message);
    this.exitStatus = exitStatus;
  }

  /** Ctrl-D, or the terminal was closed. */
  static PromptCancelledException endOfInput() {
    return new PromptCancelledException(NOT_CONNECTED, ExitStatus.FAILED);
  }

  /** Ctrl-C. */
  public static PromptCancelledException interrupted() {
    return new PromptCancelledException(NOT_CONNECTED, ExitStatus.INTERRUPTED);
  }

  /** The same with another message, for a command that does not connect. */
  public PromptCancelledException withMessage(String message) {
    return new PromptCancelledException(message, exitStatus);
  }

  public int exitStatus() {
    return exitStatus;
  }
}
