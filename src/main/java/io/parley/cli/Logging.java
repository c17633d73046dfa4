package io.parley.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** What is logged; logback.xml says where to. */
public final class Logging {
  /** Kept, as a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger JLINE =
      java.util.logging.Logger.getLogger("org.jline");

  private Logging() {}

  /** Logs at this level and above. */
  static void setLevel(Level level) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(level);
  }

  /**
   * Says nothing for now of ports that cannot be bound: whoever binds them tells it in fewer words.
   */
  static void suppressBindFailures(boolean expected) {
    ((Logger) LoggerFactory.getLogger("org.apache.pekko.io.TcpListener"))
        .setLevel(expected ? Level.OFF : null);
  }

  /**
   * JLine tells what it does not know about a terminal on standard error, with stack traces, and
   * works all the same.
   */
  public static void silenceJLine() {
    JLINE.setLevel(java.util.logging.Level.OFF);
  }

  /** Writes what waits to be written. Nothing is logged after that. */
  static void flush() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
