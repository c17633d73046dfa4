package io.parley.cli;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.io.IOException;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Changes what is logged at run time. {@code logback.xml} says where the log goes. */
final class Logging {
  private Logging() {}

  /** Sets the level of the root logger. */
  static void setLevel(Level level) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(level);
  }

  /** Opens the log files again, which another program may have renamed. */
  static void reopenFiles() throws IOException {
    for (Logger logger : ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
      reopenFiles(logger);
    }
  }

  private static void reopenFiles(AppenderAttachable<ILoggingEvent> parent) throws IOException {
    for (Iterator<Appender<ILoggingEvent>> i = parent.iteratorForAppenders(); i.hasNext(); ) {
      Appender<ILoggingEvent> appender = i.next();
      if (appender instanceof FileAppender<ILoggingEvent> file) {
        file.openFile(file.getFile());
      } else if (appender instanceof AsyncAppender async) {
        reopenFiles(async);
      }
    }
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
