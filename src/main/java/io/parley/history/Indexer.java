package io.parley.history;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that indexes behind those who store. */
final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
  private static final Duration END = Duration.ofSeconds(10);

  private final Indexing indexing;
  private final Duration gather;
  private final Thread thread = new Thread(this::run, "parley-history-index");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean more = true; // what was left behind by an earlier life; guarded by the lock
  private boolean closed; // guarded by the lock
  private boolean failing; // of the thread alone

  /**
   * @param gather how long what is new may wait for more
   */
  Indexer(Indexing indexing, Duration gather) {
    this.indexing = indexing;
    this.gather = gather;
    thread.setDaemon(true);
    thread.start();
  }

  /** Something new is there. */
  void wake() {
    lock.lock();
    try {
      more = true;
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
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (awaitMore()) {
        if (!indexed()) {
          wake();
          pause(AFTER_A_FAILURE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Indexes all there is; whether that went well. */
  private boolean indexed() {
    try {
      while (!isClosed() && indexing.step()) {
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
  private boolean awaitMore() throws InterruptedException {
    lock.lock();
    try {
      while (!more && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    pause(gather);
    lock.lock();
    try {
      more = false;
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
