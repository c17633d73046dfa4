package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sqlite.SqliteExceptionTranslator.SqlCall;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Those who change a file of SQLite: they take turns, and wait for the disk or do not. */
final class SqliteWriter implements AutoCloseable {
  /** How long what is stored may not be on the disk, where nobody waits for that. */
  private static final Duration SYNC_OFF_LAG = Duration.ofSeconds(2);

  private final Path file;
  private final SqliteConnections connections;
  private final SqliteSync sync;
  private final SqliteMark mark;
  private final boolean alwaysUnsynced;
  private final Duration lag;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock(true);
  private Optional<Long> lastFlood = Optional.empty(); // in nanoseconds; guarded by turn
  private boolean closed; // guarded by turn

  /**
   * @param sessions are closed with this
   */
  SqliteWriter(
      Path file, HistorySettings settings, SqliteConnections sessions, LongSupplier nanoTime) {
    this.file = file;
    this.connections = sessions;
    this.sync = new SqliteSync(file, settings.sync() ? settings.syncLag() : SYNC_OFF_LAG);
    this.mark = new SqliteMark(file);
    this.alwaysUnsynced = !settings.sync();
    this.lag = settings.syncLag();
    this.nanoTime = nanoTime;
  }

  /** To be called once the tables are there. */
  void open() throws SQLException, HistoryException {
    withLock(() -> changed(mark::open));
  }

  /** In a transaction that is on the disk when it ends. */
  <T> T writeSynced(Work<T> work) throws SQLException, HistoryException {
    return withLock(() -> commitSynced(work));
  }

  /** The same, unless the settings say otherwise. */
  <T> T write(Work<T> work) throws SQLException, HistoryException {
    return withLock(() -> commit(work));
  }

  /** In one that is on the disk a little later, if the settings say so. */
  <T> T writeFlood(Work<T> work) throws SQLException, HistoryException {
    return withLock(
        () -> {
          lastFlood = Optional.of(nanoTime.getAsLong());
          return commit(work);
        });
  }

  private <T> T commit(Work<T> work) throws SQLException, HistoryException {
    return alwaysUnsynced || isFlood() ? commitUnsynced(work) : commitSynced(work);
  }

  /** Between two large waves there are small ones, which would hold up the next. */
  private boolean isFlood() {
    return lastFlood.filter(last -> nanoTime.getAsLong() - last < lag.toNanos()).isPresent();
  }

  /** In one that can be made again. */
  <T> T writeUnsynced(Work<T> work) throws SQLException, HistoryException {
    return withLock(() -> inTransaction(connections.unsynced(), work));
  }

  private <T> T commitSynced(Work<T> work) throws SQLException, HistoryException {
    T result = inTransaction(connections.writer(true), work);
    sync.storedAndSynced();
    return result;
  }

  private <T> T commitUnsynced(Work<T> work) throws SQLException, HistoryException {
    if (sync.isBehind()) {
      return commitSynced(work);
    }
    AtomicBoolean marked = new AtomicBoolean();
    T result =
        inTransaction(
            connections.writer(false),
            session -> {
              marked.set(mark.isSet(session));
              return work.execute(session);
            });
    if (marked.get()) {
      sync.stored();
    } else {
      changed(mark::set); // and so is what was just stored, before anybody is shown it
    }
    return result;
  }

  /** What has no outcome. */
  private interface Change {
    void on(SqlConnection session) throws SQLException;
  }

  /**
   * Does it in a transaction that is on the disk when it ends.
   *
   * @return true
   */
  private boolean changed(Change change) throws SQLException, HistoryException {
    return commitSynced(
        session -> {
          change.on(session);
          return true;
        });
  }

  private <T> T withLock(SqlCall<T> access) throws SQLException, HistoryException {
    lock.lock();
    try {
      if (closed) {
        throw new HistoryException(file + " is closed");
      }
      return access.call();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      sync.close();
      unmark();
      connections.close();
    } finally {
      lock.unlock();
    }
  }

  private void unmark() {
    try {
      if (mark.isSet(connections.writer(true))) {
        changed(mark::remove);
      }
    } catch (SQLException | HistoryException e) {
      // So it stays: some ids are left out if the machine starts anew.
    }
  }

  /**
   * Takes the lock of writers at once: a transaction that begins by reading could not wait for it.
   * The driver would begin the next transaction with the end of this one, and hold the lock.
   */
  private static <T> T inTransaction(SqlConnection session, Work<T> work)
      throws SQLException, HistoryException {
    boolean done = false;
    try {
      session.execute("BEGIN IMMEDIATE");
      T result = work.execute(session);
      session.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback(session);
      }
    }
  }

  private static void rollback(SqlConnection session) {
    session.discardStatements();
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      // Some failures have rolled back already; and the one that led here is the one to tell.
    }
  }
}
