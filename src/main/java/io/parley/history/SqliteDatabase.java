package io.parley.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * One file of SQLite with a log beside it (WAL), so that who reads and who writes do not wait for
 * each other. Writers take turns.
 */
final class SqliteDatabase implements Database {
  private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'";

  private final SqliteFailures failures;
  private final SqliteWriters writers;
  private final SqliteCheckpoints checkpoints;
  private final SqliteReaders readers;
  private final Vendor vendor = new SqliteVendor();

  private SqliteDatabase(
      SqliteFailures failures, HistorySettings settings, SqliteSessions sessions) {
    Path file = failures.file();
    Duration busy = failures.busy();
    this.failures = failures;
    this.writers = new SqliteWriters(file, settings, sessions, System::nanoTime);
    this.checkpoints = new SqliteCheckpoints(sessions.checkpoints());
    SQLiteConfig config = SqliteSessions.config(busy);
    config.setReadOnly(true);
    int readers = Math.max(1, settings.connections() - 3);
    this.readers = new SqliteReaders(SqliteSessions.source(file, config), readers, busy);
  }

  static SqliteDatabase open(Path file, HistorySettings settings) throws HistoryException {
    makeFolder(file);
    SqliteFile.check(file, settings.check());
    SqliteFailures failures = new SqliteFailures(file, settings.busyTimeout());
    return failures.tell(
        () -> {
          SqliteSessions sessions = new SqliteSessions(file, settings.busyTimeout());
          SqliteDatabase database = new SqliteDatabase(failures, settings, sessions);
          database.migrate();
          return database;
        });
  }

  @Override
  public Vendor vendor() {
    return vendor;
  }

  @Override
  public <T> T read(Work<T> work) throws HistoryException {
    return failures.tell(() -> readers.on(work));
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    return failures.tell(() -> writers.write(work));
  }

  @Override
  public <T> T writeFlood(Work<T> work) throws HistoryException {
    return failures.tell(() -> writers.writeFlood(work));
  }

  @Override
  public <T> T writeBehind(Work<T> work) throws HistoryException {
    T result = failures.tell(() -> writers.writeBehind(work));
    checkpoints.count();
    return result;
  }

  @Override
  public void close() {
    readers.close();
    checkpoints.close();
    writers.close();
  }

  private void migrate() throws SQLException, HistoryException {
    boolean done = false;
    try {
      // An immediate transaction: only one of two that start at once makes the tables.
      if (!writers.writeSynced(on -> Migrations.upToDate(on.connection(), TABLES, vendor))) {
        Migrations.run(
            SqliteSessions.source(failures.file(), SqliteSessions.config(failures.busy())), vendor);
      }
      writers.open();
      done = true;
    } catch (HistoryException e) {
      throw new HistoryException(failures.file() + " " + e.getMessage(), e);
    } finally {
      if (!done) {
        close();
      }
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
}
