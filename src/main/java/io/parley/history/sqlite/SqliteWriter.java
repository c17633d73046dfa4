package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sqlite.BackgroundSync.DiskSync;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Owns the only connection that writes, and runs one transaction at a time.
 *
 * <p>1. A transaction is committed when a write returns. 2. It is on the disk then, or will be
 * within the lag. The connection runs with {@code synchronous = NORMAL}, so that a commit does not
 * wait for the disk: {@link BackgroundSync} syncs the log. After a power failure SQLite restores
 * all complete transactions at the start of the log (https://www.sqlite.org/wal.html).
 */
final class SqliteWriter implements AutoCloseable {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final SqlConnection connection; // guarded by the lock
  private boolean closed; // guarded by the lock
  private final DiskSync disk;
  private final BackgroundSync sync;

  /**
   * @param connection closed by {@link #close}
   */
  SqliteWriter(Path file, SqlConnection connection, DiskSync disk, LongSupplier nanoTime) {
    this.file = file;
    this.connection = connection;
    this.disk = disk;
    this.sync = new BackgroundSync(file, disk, this::rewriteLog, nanoTime);
  }

  /**
   * Runs one transaction.
   *
   * @param lag how long the oldest transaction may not be on the disk when this returns
   */
  <T> T write(Work<T> work, Duration lag) throws SQLException, HistoryException {
    T result;
    long commit;
    lock.lock();
    try {
      requireOpen();
      result = inTransaction(work);
      commit = sync.onCommitted();
    } finally {
      lock.unlock();
    }
    sync.awaitShowable(commit, lag);
    return result;
  }

  /** Runs an operation outside of a transaction while no thread writes. */
  <T> T withoutWriters(Work<T> work, SqlConnection on) throws SQLException, HistoryException {
    lock.lock();
    try {
      requireOpen();
      return work.execute(on);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the log may be copied into the file, see {@link BackgroundSync#isLogIntact}. */
  boolean isLogIntact() {
    return sync.isLogIntact();
  }

  /** Reports that another connection could not sync the log. */
  void onLogSyncFailed() {
    sync.onLogSyncFailed();
  }

  private void rewriteLog() throws SQLException, IOException {
    lock.lock();
    try {
      connection.execute("BEGIN IMMEDIATE"); // other processes may write, too
      try {
        disk.rewrite();
      } finally {
        rollback();
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() throws HistoryException {
    if (closed) {
      throw new HistoryException(file + " is closed");
    }
  }

  /**
   * Takes the write lock first, because a transaction that begins with a read cannot wait for it.
   */
  private <T> T inTransaction(Work<T> work) throws SQLException, HistoryException {
    boolean done = false;
    try {
      connection.execute("BEGIN IMMEDIATE");
      T result = work.execute(connection);
      connection.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  private void rollback() {
    connection.discardStatements();
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException e) {
      // Some failures have rolled back already. The caller reports the first failure.
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    sync.close();
    connection.close();
  }
}
