package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.sql.Database;
import io.parley.history.sql.SchemaMigrations;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sql.SqlDialect;
import io.parley.history.sqlite.BackgroundSync.DiskSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * A SQLite file with a write-ahead log (WAL), so that readers and the writer do not wait for each
 * other. One connection writes, one checkpoints, one reads what rooms need to start, and the rest
 * read.
 */
public final class SqliteDatabase implements Database {
  /** The version of the newest script in history/sqlite. */
  public static final int SCHEMA_VERSION = 14;

  /** Above the number of statements, apart from those that a search composes. */
  static final int MAX_CACHED_STATEMENTS = 96;

  /** One writes, one checkpoints, one reads what rooms need to start. */
  private static final int RESERVED_CONNECTIONS = 3;

  private static final int MAX_WAL_BYTES = 64 * 1024 * 1024;

  private final SqliteExceptionTranslator exceptionTranslator;
  private final Duration syncLag;
  private final SqliteWriter writer;
  private final WalCheckpointer checkpointer;
  private final SqliteReadPool readPool;
  private final SqliteReadPool reservedPool;
  private final SqlDialect sqlDialect = new SqliteDialect();
  private final SqliteFileWatch fileWatch;

  private SqliteDatabase(
      SqliteExceptionTranslator exceptionTranslator,
      HistorySettings settings,
      DiskSync disk,
      LongSupplier nanoTime)
      throws SQLException, HistoryException {
    this.exceptionTranslator = exceptionTranslator;
    this.syncLag = settings.syncLag();
    Path file = exceptionTranslator.file();
    Duration busyTimeout = settings.busyTimeout();
    SqlConnection connection = openForWriting(file, busyTimeout);
    this.writer = new SqliteWriter(file, connection, disk, nanoTime);
    SqlConnection checkpointing = openForWriting(file, busyTimeout);
    this.fileWatch = new SqliteFileWatch(file, nanoTime);
    this.checkpointer = new WalCheckpointer(checkpointing, writer, fileWatch);
    SQLiteConfig config = config(busyTimeout);
    config.setReadOnly(true);
    SQLiteDataSource source = dataSource(file, config);
    int others = settings.maxConnections() - RESERVED_CONNECTIONS;
    this.readPool = new SqliteReadPool(source, others, busyTimeout);
    this.reservedPool = new SqliteReadPool(source, 1, busyTimeout);
  }

  /** Whether a file has content; {@link #open} says why it cannot be used. */
  public static boolean exists(Path file) {
    try {
      return Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens a file; creates it, and its folder, if it does not exist.
   *
   * @throws HistoryException if the file cannot be used; a damaged file is not changed
   */
  public static SqliteDatabase open(Path file, HistorySettings settings) throws HistoryException {
    return open(file, settings, new WalFile(file), System::nanoTime);
  }

  /** Opens a file with another disk and another clock, for tests of a power failure. */
  static SqliteDatabase open(
      Path file, HistorySettings settings, DiskSync disk, LongSupplier nanoTime)
      throws HistoryException {
    SqliteFiles.prepare(file);
    SqliteLibrary.load(file);
    SqliteFileCheck.check(file, settings.integrityCheckLimit());
    SqliteExceptionTranslator translator =
        new SqliteExceptionTranslator(file, settings.busyTimeout());
    return translator.call(
        () -> {
          SqliteDatabase database = new SqliteDatabase(translator, settings, disk, nanoTime);
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
    fileWatch.requireInPlace();
    return exceptionTranslator.call(() -> readPool.read(work));
  }

  @Override
  public <T> T readReserved(Work<T> work) throws HistoryException {
    fileWatch.requireInPlace();
    return exceptionTranslator.call(() -> reservedPool.read(work));
  }

  @Override
  public <T> Optional<T> readWithin(Duration limit, Work<T> work) throws HistoryException {
    return read(
        connection -> {
          Optional<T> result =
              StatementTimeLimit.call(
                  connection.jdbcConnection(), limit, () -> work.execute(connection));
          if (result.isEmpty()) {
            connection.discardStatements();
          }
          return result;
        });
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    return write(work, syncLag);
  }

  @Override
  public <T> T writeSynced(Work<T> work) throws HistoryException {
    return write(work, Duration.ZERO);
  }

  /** A commit to a file that is away is repeated under its token when the file is back. */
  private <T> T write(Work<T> work, Duration lag) throws HistoryException {
    fileWatch.requireInPlace();
    T result = exceptionTranslator.call(() -> writer.write(work, lag));
    fileWatch.requireInPlaceNow();
    return result;
  }

  @Override
  public boolean truncateLog() throws HistoryException {
    fileWatch.requireInPlace();
    return checkpointer.truncateLog();
  }

  /**
   * The connection that is closed last copies the log into the file and deletes the log. If the log
   * was replaced, all connections stay open: SQLite would delete the log of another program.
   */
  @Override
  public void close() {
    if (fileWatch.isLogReplaced()) {
      return;
    }
    readPool.close();
    reservedPool.close();
    checkpointer.close();
    writer.close();
  }

  /** Rethrows an exception of SQLite, such as a locked file, so that it is translated as others. */
  private void migrate() throws HistoryException, SQLException {
    try {
      SchemaMigrations.migrate(
          dataSource(exceptionTranslator.file(), config(exceptionTranslator.busyTimeout())),
          "sqlite",
          SCHEMA_VERSION);
    } catch (HistoryException e) {
      close();
      if (HistoryException.rootCause(e) instanceof SQLiteException sqlite) {
        throw sqlite;
      }
      throw new HistoryException(exceptionTranslator.file() + " " + e.getMessage(), e);
    }
  }

  private static SqlConnection openForWriting(Path file, Duration busyTimeout) throws SQLException {
    SQLiteConfig config = config(busyTimeout);
    config.setJournalMode(JournalMode.WAL);
    config.setJournalSizeLimit(MAX_WAL_BYTES);
    config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "0");
    config.setSynchronous(SynchronousMode.NORMAL);
    return new SqlConnection(dataSource(file, config).getConnection(), MAX_CACHED_STATEMENTS);
  }

  private static SQLiteConfig config(Duration busyTimeout) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.setPragma(Pragma.SECURE_DELETE, "true"); // overwrites what is deleted (docs/history.md)
    config.setGetGeneratedKeys(false); // the driver would query the last key after each statement
    return config;
  }

  private static SQLiteDataSource dataSource(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
