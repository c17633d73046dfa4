package io.parley.cli.terminal;

import io.parley.cli.ParleyCommand;

/** Somebody did not want to answer a question. */
public final class PromptCancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private PromptCancelledException(int status) {
    super("not connected: a question was not answered");
    this.exitStatus = status;
  }

  /** Ctrl-D, or the terminal has gone. */
  static PromptCancelledException endOfInput() {
    return new PromptCancelledException(ParleyCommand.FAILED);
  }

  /** Ctrl-C. */
  public static PromptCancelledException interrupted() {
    return new PromptCancelledException(128 + 2);
  }

  /** The exit status, as a shell has it. */
  public int exitStatus() {
    return exitStatus;
  }
}
