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

  SqliteReadPool(DataSource source, int most, Duration patience) {
    this.source = source;
    this.maxConnections = most;
    this.timeout = patience;
    this.free = new Semaphore(most, true);
  }

  <T> T read(Work<T> work) throws SQLException, HistoryException {
    if (!tryAcquire(1)) {
      throw new HistoryException("too many look something up at once");
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
    @Nullable SqlConnection session = idle.pollFirst();
    if (session == null) {
      session = new SqlConnection(source.getConnection(), SqliteDatabase.MAX_CACHED_STATEMENTS);
    }
    boolean good = false;
    try {
      T result = work.execute(session);
      good = true;
      return result;
    } finally {
      if (good) {
        idle.addFirst(session);
      } else {
        session.close();
      }
    }
  }

  /** Waits for running reads, at most for the timeout. */
  @Override
  public void close() {
    closed = true;
    tryAcquire(maxConnections);
    for (SqlConnection session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
      session.close();
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
