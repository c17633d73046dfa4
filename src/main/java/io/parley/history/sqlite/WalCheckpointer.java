package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.SqlConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/**
 * Copies the write-ahead log into the database file once a second, on a thread and a connection of
 * its own, so that writers do not do it. The next writer reuses a log that was copied completely.
 * While others write all the time a copy is never complete; when the log is {@link #MAX_LOG_PAGES}
 * long, writers wait while the rest is copied. It does nothing while a sync of the log fails.
 */
final class WalCheckpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** 64 MiB of pages of 4 KiB. */
  private static final int MAX_LOG_PAGES = 16_384;

  private static final Work<Long> CHECKPOINT =
      connection -> checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)", "log");

  /** How long {@link #truncateLog} waits for readers of old pages, while no thread writes. */
  private static final Duration READERS_TIMEOUT = Duration.ofMillis(50);

  /** How long {@link #truncateLog} waits for a checkpoint that runs. */
  private static final Duration TRUNCATION_TIMEOUT = Duration.ofSeconds(10);

  /** Returns 0 if the log is empty afterwards. */
  private static final Work<Long> EMPTY_LOG =
      connection -> checkpoint(connection, "PRAGMA wal_checkpoint(TRUNCATE)", "busy");

  private final SqlConnection connection; // used by the thread only, until it ends
  private final SqliteWriter writer;
  private final SqliteFileWatch fileWatch;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "parley-history-checkpoint");
            daemon.setDaemon(true);
            return daemon;
          });
  private boolean failing; // used by the thread only, as the next one
  private boolean logEmptied; // since the file is away

  /**
   * @param connection closed by {@link #close}
   * @param fileWatch compares the files once a second, even if nobody writes
   */
  WalCheckpointer(SqlConnection connection, SqliteWriter writer, SqliteFileWatch fileWatch) {
    this.connection = connection;
    this.writer = writer;
    this.fileWatch = fileWatch;
    var unused =
        thread.scheduleWithFixedDelay(
            this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    boolean inPlace = fileWatch.check();
    if (!writer.isLogIntact()) {
      return;
    }
    try {
      if (!inPlace) {
        emptyLog();
      } else if (CHECKPOINT.execute(connection) >= MAX_LOG_PAGES) {
        writer.withoutWriters(CHECKPOINT, connection);
      }
      logEmptied &= !inPlace;
      failing = false;
    } catch (SQLException | HistoryException | RuntimeException e) {
      connection.discardStatements();
      if (e instanceof SQLException sql
          && SqliteExceptionTranslator.hasCode(sql, SQLiteErrorCode.SQLITE_IOERR)) {
        writer.onLogSyncFailed(); // a checkpoint syncs the log first
      }
      if (!failing) {
        LOG.warn("The log of the history cannot be copied into its file: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /**
   * Empties the log of a file that was deleted or replaced: SQLite would apply it to the next file
   * of that name, which destroys that one. Once, as another program may use that file later.
   */
  private void emptyLog() throws SQLException, HistoryException {
    if (!logEmptied && !fileWatch.isLogReplaced()) {
      logEmptied = writer.withoutWriters(EMPTY_LOG, connection) == 0;
    }
  }

  /**
   * Copies the whole log into the file and cuts it to no bytes, so that it has no pages as they
   * were before.
   *
   * @return whether it is empty; it is not while somebody reads old pages
   */
  boolean truncateLog() throws HistoryException {
    Future<Boolean> truncation;
    try {
      truncation = thread.submit(this::tryTruncate);
    } catch (RejectedExecutionException e) {
      throw new HistoryException("the history is closed", e);
    }
    try {
      return truncation.get(TRUNCATION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new HistoryException(
          "the log of the history cannot be emptied: " + HistoryException.rootCauseMessage(e), e);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean tryTruncate() throws SQLException, HistoryException {
    if (!fileWatch.check() || !writer.isLogIntact()) {
      return false;
    }
    CHECKPOINT.execute(connection); // most of it, while others write
    long timeout = pragma("PRAGMA busy_timeout", "timeout");
    long unused = pragma("PRAGMA busy_timeout = " + READERS_TIMEOUT.toMillis(), "timeout");
    try {
      return writer.withoutWriters(EMPTY_LOG, connection) == 0;
    } finally {
      unused = pragma("PRAGMA busy_timeout = " + timeout, "timeout");
    }
  }

  private long pragma(String sql, String column) throws SQLException {
    return checkpoint(connection, sql, column);
  }

  /** Returns a column of the result; {@code log} is in pages and includes those copied before. */
  private static long checkpoint(SqlConnection connection, String pragma, String column)
      throws SQLException {
    try (PreparedStatement statement = connection.jdbcConnection().prepareStatement(pragma);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(column) : 0;
    }
  }

  /** Waits for a running checkpoint, and runs the last one. */
  @Override
  public void close() {
    if (!thread.isShutdown()) {
      thread.execute(this::run);
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A checkpoint of the history takes longer than {} s.", CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
