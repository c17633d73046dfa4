package io.parley.cli.option;

import picocli.CommandLine;

/** The exit statuses of {@code parley}. */
public final class ExitStatus {
  public static final int OK = CommandLine.ExitCode.OK;

  /** The command failed. */
  public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** The command line is invalid. */
  public static final int USAGE = CommandLine.ExitCode.USAGE;

  /** Ctrl-C: 128 plus the number of SIGINT, as in a shell. */
  public static final int INTERRUPTED = 128 + 2;

  private ExitStatus() {}
}
