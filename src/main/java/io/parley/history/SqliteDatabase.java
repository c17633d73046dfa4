package io.parley.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * One file of SQLite with a log beside it (WAL), so that who reads and who writes do not wait for
 * each other. Writers take turns.
 */
final class SqliteDatabase implements Database {
  private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";

  private final Path file;
  private final Duration busyTimeout;
  private final SqliteSessions sessions;
  private final SqliteCheckpoints checkpoints;
  private final SqliteReaders readers;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Vendor vendor = new SqliteVendor();
  private boolean closed; // guarded by turn

  private SqliteDatabase(Path file, HistorySettings settings, SqliteSessions sessions) {
    this.file = file;
    this.busyTimeout = settings.busyTimeout();
    this.sessions = sessions;
    this.checkpoints = new SqliteCheckpoints(sessions.checkpoints(), settings.sync());
    SQLiteConfig config = SqliteSessions.config(busyTimeout);
    config.setReadOnly(true);
    int readers = Math.max(1, settings.connections() - 3);
    this.readers = new SqliteReaders(SqliteSessions.source(file, config), readers, busyTimeout);
  }

  static SqliteDatabase open(Path file, HistorySettings settings) throws HistoryException {
    Duration busy = settings.busyTimeout();
    makeFolder(file);
    SqliteFile.check(file);
    try {
      SqliteDatabase database =
          new SqliteDatabase(file, settings, new SqliteSessions(file, busy, settings.sync()));
      database.migrate();
      return database;
    } catch (SQLException e) {
      throw failure(file, busy, e);
    }
  }

  @Override
  public Vendor vendor() {
    return vendor;
  }

  @Override
  public <T> T read(Work<T> work) throws HistoryException {
    try {
      return readers.on(work);
    } catch (SQLException e) {
      throw failure(file, busyTimeout, e);
    }
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    T result = write(sessions.writer(), work);
    checkpoints.stored();
    return result;
  }

  @Override
  public <T> T writeBehind(Work<T> work) throws HistoryException {
    T result = write(sessions.behind(), work);
    checkpoints.count();
    return result;
  }

  private <T> T write(Session session, Work<T> work) throws HistoryException {
    turn.lock();
    try {
      if (closed) {
        throw new HistoryException(file + " is closed");
      }
      return transact(session, work);
    } catch (SQLException e) {
      throw failure(file, busyTimeout, e);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    readers.close();
    checkpoints.close();
    turn.lock();
    try {
      closed = true;
      sessions.close();
    } finally {
      turn.unlock();
    }
  }

  private void migrate() throws SQLException, HistoryException {
    boolean done = false;
    try {
      // An immediate transaction: only one of two that start at once makes the tables.
      if (!transact(
          sessions.writer(), on -> Migrations.upToDate(on.connection(), TABLES, vendor))) {
        Migrations.run(SqliteSessions.source(file, SqliteSessions.config(busyTimeout)), vendor);
      }
      done = true;
    } catch (HistoryException e) {
      throw new HistoryException(file + " " + e.getMessage(), e);
    } finally {
      if (!done) {
        close();
      }
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

  private static void makeFolder(Path file) throws HistoryException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      String why =
          e instanceof FileSystemException system
              ? Optional.ofNullable(system.getReason()).orElse("is no folder")
              : String.valueOf(e.getMessage());
      throw new HistoryException("the folder of " + file + " cannot be made: " + why, e);
    }
  }

  private static HistoryException failure(Path file, Duration busy, SQLException e) {
    return new HistoryException(file + " " + reason(busy, e), e);
  }

  private static String reason(Duration busy, SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return "cannot be used: " + e.getMessage();
    }
    String words = String.valueOf(e.getMessage()).replaceAll("(?s)^\\[.*?] *|\\R.*", "");
    return switch (sqlite.getResultCode().code & 0xFF) {
      case 5, 6 -> "is locked by another program (waited " + busy.toMillis() + " ms)";
      case 8 -> "cannot be written: it or its folder is read-only";
      case 10 -> "cannot be read or written: " + words.toLowerCase(Locale.ROOT);
      case 11, 26 -> SqliteFile.DAMAGED;
      case 13 -> "cannot grow: no space is left";
      case 14 -> "cannot be opened: it or its folder may not be read or written";
      default -> "cannot be used: " + words;
    };
  }
}
