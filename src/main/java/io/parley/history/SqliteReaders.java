package io.parley.history;

import io.parley.history.Database.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A few connections that only read, opened when they are needed. */
final class SqliteReaders implements AutoCloseable {
  private final DataSource source;
  private final int most;
  private final Duration patience;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SqliteReaders(DataSource source, int most, Duration patience) {
    this.source = source;
    this.most = most;
    this.patience = patience;
    this.free = new Semaphore(most, true);
  }

  <T> T on(Work<T> work) throws SQLException, HistoryException {
    if (!acquired(1)) {
      throw new HistoryException("too many look something up at once");
    }
    try {
      if (closed) {
        throw new HistoryException("the history is closed");
      }
      return onOne(work);
    } finally {
      free.release();
    }
  }

  private <T> T onOne(Work<T> work) throws SQLException, HistoryException {
    @Nullable Session session = idle.pollFirst();
    if (session == null) {
      session = new Session(source.getConnection(), SqliteSessions.STATEMENTS);
    }
    boolean good = false;
    try {
      T result = work.on(session);
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

  /** Waits for those who are reading, within bounds. */
  @Override
  public void close() {
    closed = true;
    acquired(most);
    for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
      session.close();
    }
    free.release(most);
  }

  private boolean acquired(int permits) {
    try {
      return free.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
