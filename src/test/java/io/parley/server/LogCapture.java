package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The log of a package, from the level INFO on, while a test runs. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Logger logger;
  private final List<String> messages = new ArrayList<>();

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  /** Begins to record. */
  static LogCapture start(String packageName) {
    LogCapture capture = new LogCapture((Logger) LoggerFactory.getLogger(packageName));
    capture.start();
    capture.logger.addAppender(capture);
    capture.logger.setLevel(Level.INFO);
    return capture;
  }

  /** Waits for a message with this text in it. */
  synchronized void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (count(text) == 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      assertTrue(left > 0, () -> text + " is not in " + messages);
      wait(left);
    }
  }

  /** The number of messages with this text in them. */
  synchronized long count(String text) {
    return messages.stream().filter(message -> message.contains(text)).count();
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    messages.add(event.getFormattedMessage());
    notifyAll();
  }

  @Override
  public void close() {
    logger.setLevel(null); // that of the root again
    logger.detachAppender(this);
    stop();
  }
}
