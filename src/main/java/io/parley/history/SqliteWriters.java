package io.parley.history;

import io.parley.history.Database.Work;
import io.parley.history.SqliteFailures.Access;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Those who change a file of SQLite: they take turns, and wait for the disk or do not. */
final class SqliteWriters implements AutoCloseable {
  /** How long what is stored may not be on the disk, where nobody waits for that. */
  private static final Duration UNSYNCED = Duration.ofSeconds(2);

  private final Path file;
  private final SqliteSessions sessions;
  private final SqliteSync sync;
  private final SqliteMark mark;
  private final boolean lagsAlways;
  private final Duration lag;
  private final LongSupplier nanoTime;
  private final ReentrantLock turn = new ReentrantLock(true);
  private Optional<Long> lastFlood = Optional.empty(); // in nanoseconds; guarded by turn
  private boolean closed; // guarded by turn

  /**
   * @param sessions are closed with this
   */
  SqliteWriters(
      Path file, HistorySettings settings, SqliteSessions sessions, LongSupplier nanoTime) {
    this.file = file;
    this.sessions = sessions;
    this.sync = new SqliteSync(file, settings.sync() ? settings.syncLag() : UNSYNCED);
    this.mark = new SqliteMark(file);
    this.lagsAlways = !settings.sync();
    this.lag = settings.syncLag();
    this.nanoTime = nanoTime;
  }

  /** To be called once the tables are there. */
  void open() throws SQLException, HistoryException {
    inTurn(() -> changed(mark::open));
  }

  /** In a transaction that is on the disk when it ends. */
  <T> T writeSynced(Work<T> work) throws SQLException, HistoryException {
    return inTurn(() -> synced(work));
  }

  /** The same, unless the settings say otherwise. */
  <T> T write(Work<T> work) throws SQLException, HistoryException {
    return inTurn(() -> stored(work));
  }

  /** In one that is on the disk a little later, if the settings say so. */
  <T> T writeFlood(Work<T> work) throws SQLException, HistoryException {
    return inTurn(
        () -> {
          lastFlood = Optional.of(nanoTime.getAsLong());
          return stored(work);
        });
  }

  private <T> T stored(Work<T> work) throws SQLException, HistoryException {
    return lagsAlways || isFlood() ? lagging(work) : synced(work);
  }

  /** Between two large waves there are small ones, which would hold up the next. */
  private boolean isFlood() {
    return lastFlood.filter(last -> nanoTime.getAsLong() - last < lag.toNanos()).isPresent();
  }

  /** In one that can be made again. */
  <T> T writeBehind(Work<T> work) throws SQLException, HistoryException {
    return inTurn(() -> transact(sessions.behind(), work));
  }

  private <T> T synced(Work<T> work) throws SQLException, HistoryException {
    T result = transact(sessions.writer(true), work);
    sync.storedAndSynced();
    return result;
  }

  private <T> T lagging(Work<T> work) throws SQLException, HistoryException {
    if (sync.isBehind()) {
      return synced(work);
    }
    AtomicBoolean marked = new AtomicBoolean();
    T result =
        transact(
            sessions.writer(false),
            session -> {
              marked.set(mark.isSet(session));
              return work.on(session);
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
    void on(Session session) throws SQLException;
  }

  /**
   * Does it in a transaction that is on the disk when it ends.
   *
   * @return true
   */
  private boolean changed(Change change) throws SQLException, HistoryException {
    return synced(
        session -> {
          change.on(session);
          return true;
        });
  }

  private <T> T inTurn(Access<T> access) throws SQLException, HistoryException {
    turn.lock();
    try {
      if (closed) {
        throw new HistoryException(file + " is closed");
      }
      return access.run();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      sync.close();
      unmark();
      sessions.close();
    } finally {
      turn.unlock();
    }
  }

  private void unmark() {
    try {
      if (mark.isSet(sessions.writer(true))) {
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
  private static <T> T transact(Session session, Work<T> work)
      throws SQLException, HistoryException {
    boolean done = false;
    try {
      session.execute("BEGIN IMMEDIATE");
      T result = work.on(session);
      session.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback(session);
      }
    }
  }

  private static void rollback(Session session) {
    session.forget();
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      // Some failures have rolled back already; and the one that led here is the one to tell.
    }
  }
}
