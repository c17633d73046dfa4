package io.parley.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Changes what is logged at run time. {@code logback.xml} says where the log goes. */
final class Logging {
  private Logging() {}

  /** Sets the level of the root logger. */
  static void setLevel(Level level) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(level);
  }

  /** Suppresses Pekko's log lines about ports that cannot be bound, or restores them. */
  static void suppressBindFailures(boolean suppressed) {
    ((Logger) LoggerFactory.getLogger("org.apache.pekko.io.TcpListener"))
        .setLevel(suppressed ? Level.OFF : null);
  }

  /** Writes the log lines that are still queued. Later lines are lost. */
  static void flush() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
