package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes new messages, and erases deleted texts, on its own thread, which is idle while there are
 * none.
 */
final class IndexerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexerThread.class);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** The texts that are deleted meanwhile are erased together. */
  private static final Duration ERASURE_DELAY = Duration.ofSeconds(10);

  /** A step takes 2 ms, so that an erasure takes a tenth of the time of the writers. */
  private static final Duration ERASURE_PAUSE = Duration.ofMillis(20);

  /** A read that prevents an erasure takes milliseconds, a backup longer. */
  private static final Duration ERASURE_RETRY = Duration.ofSeconds(1);

  /** How long a close may erase: about 6,000,000 messages. The next process does the rest. */
  private static final Duration MAX_ERASURE_AT_CLOSE = Duration.ofSeconds(15);

  private final MessageIndex index;
  private final TextErasure erasure;
  private final Duration delay;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicBoolean erasing = new AtomicBoolean();
  private volatile boolean deleted; // by this process, and perhaps not erased
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
  IndexerThread(MessageIndex index, TextErasure erasure, Duration delay) {
    this.index = index;
    this.erasure = erasure;
    this.delay = delay;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    wake();
    scheduleErasure(); // of an earlier process
  }

  /** Schedules the erasure of texts. Called after they were deleted or replaced. */
  void eraseLater() {
    deleted = true;
    scheduleErasure();
  }

  private void scheduleErasure() {
    if (erasing.compareAndSet(false, true)) {
      eraseAfter(ERASURE_DELAY);
    }
  }

  private void eraseAfter(Duration time) {
    var unused = thread.schedule(this::erase, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void erase() {
    try {
      TextErasure.Progress progress = erasure.step();
      if (progress != TextErasure.Progress.DONE) {
        eraseAfter(progress == TextErasure.Progress.MORE ? ERASURE_PAUSE : ERASURE_RETRY);
        return;
      }
      deleted = false;
      erasing.set(false);
      if (erasure.isNeeded()) { // a text was deleted before `erasing` was false
        eraseLater();
      }
    } catch (HistoryException | RuntimeException e) {
      LOG.debug("Deleted texts cannot be erased: {}", e.getMessage());
      eraseAfter(RETRY_DELAY);
    }
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
      while (!thread.isShutdown() && index()) {
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

  /** An erasure merges in its own time. */
  private boolean index() throws HistoryException {
    return erasure.isMerging() ? index.indexBatch() : index.indexAndMerge();
  }

  /**
   * Waits for a running batch, and erases what this process has deleted. The next start indexes the
   * remaining messages.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Indexing takes longer than {} s.", CLOSE_TIMEOUT.toSeconds());
      } else if (deleted) {
        eraseAtClose();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void eraseAtClose() {
    long deadline = System.nanoTime() + MAX_ERASURE_AT_CLOSE.toNanos();
    try {
      TextErasure.Progress progress = TextErasure.Progress.MORE;
      while (progress == TextErasure.Progress.MORE && System.nanoTime() < deadline) {
        progress = erasure.step();
      }
      if (progress != TextErasure.Progress.DONE) {
        LOG.info("The next start erases the rest of the deleted texts.");
      }
    } catch (HistoryException | RuntimeException e) {
      LOG.debug("Deleted texts cannot be erased: {}", e.getMessage());
    }
  }
}
