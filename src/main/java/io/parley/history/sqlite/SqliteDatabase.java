package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.sql.Database;
import io.parley.history.sql.SchemaMigrations;
import io.parley.history.sql.SqlDialect;
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
public final class SqliteDatabase implements Database {
  /** The version of the newest script in history/sqlite. */
  public static final int SCHEMA_VERSION = 6;

  private final SqliteExceptionTranslator exceptionTranslator;
  private final SqliteWriter writer;
  private final SqliteCheckpoints checkpoints;
  private final SqliteReadPool readPool;
  private final SqlDialect sqlDialect = new SqliteDialect();

  private SqliteDatabase(
      SqliteExceptionTranslator failures, HistorySettings settings, SqliteConnections sessions) {
    Path file = failures.file();
    Duration busy = failures.busyTimeout();
    this.exceptionTranslator = failures;
    this.writer = new SqliteWriter(file, settings, sessions, System::nanoTime);
    this.checkpoints = new SqliteCheckpoints(sessions.checkpoints());
    SQLiteConfig config = SqliteConnections.config(busy);
    config.setReadOnly(true);
    int readers = Math.max(1, settings.maxConnections() - 3);
    this.readPool = new SqliteReadPool(SqliteConnections.dataSource(file, config), readers, busy);
  }

  public static SqliteDatabase open(Path file, HistorySettings settings) throws HistoryException {
    createDirectory(file);
    SqliteFileCheck.check(file, settings.integrityCheckLimit());
    SqliteExceptionTranslator failures =
        new SqliteExceptionTranslator(file, settings.busyTimeout());
    return failures.call(
        () -> {
          SqliteConnections sessions = new SqliteConnections(file, settings.busyTimeout());
          SqliteDatabase database = new SqliteDatabase(failures, settings, sessions);
          database.migrate();
          return database;
        });
  }

  @Override
  public SqlDialect sqlDialect() {
    return sqlDialect;
  }

  @Override
  public <T> T read(Work<T> work) throws HistoryException {
    return exceptionTranslator.call(() -> readPool.read(work));
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    return exceptionTranslator.call(() -> writer.write(work));
  }

  @Override
  public <T> T writeFlood(Work<T> work) throws HistoryException {
    return exceptionTranslator.call(() -> writer.writeFlood(work));
  }

  @Override
  public <T> T writeUnsynced(Work<T> work) throws HistoryException {
    T result = exceptionTranslator.call(() -> writer.writeUnsynced(work));
    checkpoints.count();
    return result;
  }

  @Override
  public void close() {
    readPool.close();
    checkpoints.close();
    writer.close();
  }

  private void migrate() throws SQLException, HistoryException {
    boolean done = false;
    try {
      SchemaMigrations.migrate(
          SqliteConnections.dataSource(
              exceptionTranslator.file(),
              SqliteConnections.config(exceptionTranslator.busyTimeout())),
          "sqlite",
          SCHEMA_VERSION);
      writer.open();
      done = true;
    } catch (HistoryException e) {
      throw new HistoryException(exceptionTranslator.file() + " " + e.getMessage(), e);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private static void createDirectory(Path file) throws HistoryException {
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
