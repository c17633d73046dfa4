package io.parley.cli;

import io.parley.cli.option.ExitStatus;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/** The entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // SLF4J warns on standard error if several threads of Pekko initialize it at the same time.
    LoggerFactory.getILoggerFactory();
    System.exit(statusOf(() -> ParleyCommand.run(arguments)));
  }

  /**
   * Runs the program and returns its exit status, whatever ends it. An {@link Error} that left
   * {@code main} would end this thread only, and those of the actors would keep the process alive.
   */
  static int statusOf(IntSupplier program) {
    try {
      return program.getAsInt();
    } catch (Throwable e) {
      ErrorMessages.describe(e).forEach(line -> System.err.println("parley: " + line));
      return ExitStatus.FAILED;
    }
  }
}
