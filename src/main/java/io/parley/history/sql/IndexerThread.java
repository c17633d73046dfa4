package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Indexes new messages on its own thread, which is idle while there are none. */
final class IndexerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexerThread.class);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final MessageIndex index;
  private final Duration delay;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread daemon = new Thread(task, "parley-history-index");
            daemon.setDaemon(true);
            return daemon;
          },
          new ThreadPoolExecutor.DiscardPolicy());
  private boolean failing; // used by the thread only

  /**
   * Starts the thread, which first indexes the messages that an earlier process did not.
   *
   * @param delay the time that a new message waits, so that later ones are indexed with it
   */
  IndexerThread(MessageIndex index, Duration delay) {
    this.index = index;
    this.delay = delay;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    wake();
  }

  /** Schedules indexing after the delay. Called after each append. */
  void wake() {
    schedule(delay);
  }

  private void schedule(Duration after) {
    if (scheduled.compareAndSet(false, true)) {
      var unused = thread.schedule(this::indexAll, after.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void indexAll() {
    scheduled.set(false);
    try {
      while (!thread.isShutdown() && index.indexAndMerge()) {
        // one batch per call
      }
      failing = false;
    } catch (HistoryException | RuntimeException e) {
      if (!failing && !thread.isShutdown()) {
        LOG.warn("New messages cannot be indexed; searches read them directly: {}", e.getMessage());
      }
      failing = true;
      schedule(RETRY_DELAY);
    }
  }

  /** Waits for a running batch. The next start indexes the remaining messages. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Indexing takes longer than {} s.", CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
