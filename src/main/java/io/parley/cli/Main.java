package io.parley.cli;

import org.slf4j.LoggerFactory;

/** The entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // SLF4J warns on standard error if several threads of Pekko initialize it at the same time.
    LoggerFactory.getILoggerFactory();
    System.exit(ParleyCommand.run(arguments));
  }
}
