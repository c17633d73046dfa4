package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that indexes behind those who store. */
final class IndexerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexerThread.class);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final MessageIndex index;
  private final Duration delay;
  private final Thread thread = new Thread(this::run, "parley-history-index");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean pending = true; // what was left behind by an earlier life; guarded by the lock
  private boolean closed; // guarded by the lock
  private boolean failing; // of the thread alone

  /**
   * @param gather how long what is new may wait for more
   */
  IndexerThread(MessageIndex indexing, Duration gather) {
    this.index = indexing;
    this.delay = gather;
    thread.setDaemon(true);
    thread.start();
  }

  /** Something new is there. */
  void wake() {
    lock.lock();
    try {
      pending = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is not indexed by then will be after the next start. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (awaitPending()) {
        if (!indexAll()) {
          wake();
          pause(RETRY_DELAY);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Indexes all there is; whether that went well. */
  private boolean indexAll() {
    try {
      while (!isClosed() && index.indexAndMerge()) {
        // one batch after the other
      }
      failing = false;
      return true;
    } catch (HistoryException | RuntimeException e) {
      if (!failing && !isClosed()) {
        LOG.warn("the history is searched without its index for now: {}", e.getMessage());
      }
      failing = true;
      return false;
    }
  }

  /** Waits for something new and then for more of it; false at the end. */
  private boolean awaitPending() throws InterruptedException {
    lock.lock();
    try {
      while (!pending && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    pause(delay);
    lock.lock();
    try {
      pending = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
