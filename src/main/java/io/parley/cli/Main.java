package io.parley.cli;

import org.slf4j.LoggerFactory;

/** The entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // Set up by one thread: when Pekko's threads race for it, SLF4J complains on the screen.
    LoggerFactory.getILoggerFactory();
    System.exit(ParleyCommand.run(arguments));
  }
}
