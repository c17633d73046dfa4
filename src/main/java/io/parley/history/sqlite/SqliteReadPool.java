package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A bounded pool of read-only connections, which are opened on demand. */
final class SqliteReadPool implements AutoCloseable {
  private final DataSource source;
  private final int maxConnections;
  private final Duration timeout;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<SqlConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SqliteReadPool(DataSource source, int maxConnections, Duration timeout) {
    this.source = source;
    this.maxConnections = maxConnections;
    this.timeout = timeout;
    this.free = new Semaphore(maxConnections, true);
  }

  <T> T read(Work<T> work) throws SQLException, HistoryException {
    if (!tryAcquire(1)) {
      throw new HistoryException("too many concurrent reads of the history");
    }
    try {
      if (closed) {
        throw new HistoryException("the history is closed");
      }
      return readOnConnection(work);
    } finally {
      free.release();
    }
  }

  private <T> T readOnConnection(Work<T> work) throws SQLException, HistoryException {
    @Nullable SqlConnection connection = idle.pollFirst();
    if (connection == null) {
      connection = new SqlConnection(source.getConnection(), SqliteDatabase.MAX_CACHED_STATEMENTS);
    }
    boolean succeeded = false;
    try {
      T result = work.execute(connection);
      succeeded = true;
      return result;
    } finally {
      if (succeeded && !closed) {
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Waits for running reads, at most for the timeout. */
  @Override
  public void close() {
    closed = true;
    tryAcquire(maxConnections);
    for (SqlConnection connection = idle.pollFirst();
        connection != null;
        connection = idle.pollFirst()) {
      connection.close();
    }
    free.release(maxConnections);
  }

  private boolean tryAcquire(int permits) {
    try {
      return free.tryAcquire(permits, timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
