package io.parley.history;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Puts what is in the log into the file, beside those who write. It takes some ten milliseconds,
 * and SQLite would let the writer do it who makes the log long: everybody in the room would wait.
 *
 * <p>While it goes on others write more, and so it never comes to the end of the log, where it
 * could begin anew. A writer does that, when the log is {@link #LOG_PAGES} long: by then little is
 * left to do.
 *
 * <p>What is put into the file is on the disk. So it is what brings the writer's transactions
 * there, every second, where the writer itself does not wait for that.
 */
final class SqliteCheckpoints implements AutoCloseable {
  /** How long the log may get, in pages (of 4 KiB), before a writer puts it into the file. */
  static final int LOG_PAGES = 4000;

  /** So many transactions of those who write behind make one worthwhile. */
  private static final int TRANSACTIONS = 32;

  /** How long what a writer has stored may not be on the disk, where it does not wait for that. */
  private static final Duration UNSYNCED = Duration.ofSeconds(1);

  private final Session session;
  private final Optional<ScheduledExecutorService> syncs;
  private volatile boolean unsynced;
  private int transactions; // guarded by this
  private boolean closed; // guarded by this

  /**
   * Checkpoints on a session of their own.
   *
   * @param sync whether the writer waits for the disk itself
   */
  SqliteCheckpoints(Session session, boolean sync) {
    this.session = session;
    this.syncs = sync ? Optional.empty() : Optional.of(thread());
    syncs.ifPresent(
        thread -> {
          long period = UNSYNCED.toMillis();
          var unused =
              thread.scheduleWithFixedDelay(this::sync, period, period, TimeUnit.MILLISECONDS);
        });
  }

  private static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, "parley-history-sync");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The writer has stored something. Never blocks. */
  void stored() {
    unsynced = true;
  }

  private synchronized void sync() {
    if (unsynced && !closed) {
      unsynced = false; // before it begins: what is stored meanwhile may come too late for it
      if (!checkpoint()) {
        unsynced = true;
      }
    }
  }

  /** One more transaction is in the log. Blocks if that makes it worthwhile, but no writer. */
  synchronized void count() {
    transactions++;
    if (transactions < TRANSACTIONS || closed) {
      return;
    }
    transactions = 0;
    checkpoint();
  }

  /** Whether it could be done. */
  private boolean checkpoint() {
    try {
      return Rows.number(session, "PRAGMA wal_checkpoint(PASSIVE)")
          == 0; // 1: somebody else does it
    } catch (SQLException e) {
      session.forget(); // what is not done now is done later, at last by a writer, who will tell
      return false;
    }
  }

  /** Waits for one that goes on. The session is closed by who opened it. */
  @Override
  public void close() {
    syncs.ifPresent(ScheduledExecutorService::shutdown);
    synchronized (this) {
      closed = true;
    }
  }
}
