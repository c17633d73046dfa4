package io.parley.history.sqlite;

import io.parley.history.sql.SqlConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** The sessions of one file of SQLite that change it, and how one is set up. */
final class SqliteConnections implements AutoCloseable {
  /** More than there are, but for those that are put together for one search. */
  static final int MAX_CACHED_STATEMENTS = 32;

  private static final int MAX_WAL_BYTES = 64 * 1024 * 1024; // bytes

  private final List<SqlConnection> all = new ArrayList<>();
  private final SqlConnection writer;
  private final SqlConnection unsynced;
  private final SqlConnection checkpoints;
  private boolean writerSyncs = true;

  /**
   * Opens them, or none.
   *
   * @param busy how long each waits for another program
   */
  SqliteConnections(Path file, Duration busy) throws SQLException {
    boolean done = false;
    try {
      checkpoints = open(file, busy, SynchronousMode.NORMAL, 0);
      unsynced = open(file, busy, SynchronousMode.NORMAL, 0);
      writer = open(file, busy, SynchronousMode.FULL, SqliteCheckpoints.LOG_PAGES);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * The writer, between two transactions.
   *
   * @param sync whether it waits for the disk when the next one ends
   */
  SqlConnection writer(boolean sync) throws SQLException {
    if (sync != writerSyncs) {
      writer.setPragma("synchronous", sync ? SynchronousMode.FULL : SynchronousMode.NORMAL);
      writerSyncs = sync;
    }
    return writer;
  }

  /** For what can be made again. */
  SqlConnection unsynced() {
    return unsynced;
  }

  SqlConnection checkpoints() {
    return checkpoints;
  }

  /** The last one that is closed puts the log into the file. */
  @Override
  public void close() {
    all.forEach(SqlConnection::close);
  }

  /**
   * @param logPages how long the log gets, in pages, before this session puts it into the file; 0
   *     if it never does
   */
  private SqlConnection open(Path file, Duration busy, SynchronousMode synchronous, int logPages)
      throws SQLException {
    SQLiteConfig config = config(busy);
    config.setJournalMode(JournalMode.WAL);
    config.setJournalSizeLimit(MAX_WAL_BYTES);
    config.setPragma(Pragma.WAL_AUTOCHECKPOINT, String.valueOf(logPages));
    config.setSynchronous(synchronous);
    SqlConnection session =
        new SqlConnection(dataSource(file, config).getConnection(), MAX_CACHED_STATEMENTS);
    all.add(session);
    return session;
  }

  static SQLiteConfig config(Duration busy) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) busy.toMillis());
    config.setGetGeneratedKeys(false); // the driver would ask for the last one after each statement
    return config;
  }

  static SQLiteDataSource dataSource(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
