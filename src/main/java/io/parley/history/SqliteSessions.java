package io.parley.history;

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
final class SqliteSessions implements AutoCloseable {
  /** More than there are, but for those that are put together for one search. */
  static final int STATEMENTS = 32;

  private static final int LONGEST_LOG = 64 * 1024 * 1024; // bytes

  private final List<Session> all = new ArrayList<>();
  private final Session writer;
  private final Session behind;
  private final Session checkpoints;
  private boolean writerSyncs = true;

  /**
   * Opens them, or none.
   *
   * @param busy how long each waits for another program
   */
  SqliteSessions(Path file, Duration busy) throws SQLException {
    boolean done = false;
    try {
      checkpoints = add(file, busy, SynchronousMode.NORMAL, 0);
      behind = add(file, busy, SynchronousMode.NORMAL, 0);
      writer = add(file, busy, SynchronousMode.FULL, SqliteCheckpoints.LOG_PAGES);
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
  Session writer(boolean sync) throws SQLException {
    if (sync != writerSyncs) {
      writer.set("synchronous", sync ? SynchronousMode.FULL : SynchronousMode.NORMAL);
      writerSyncs = sync;
    }
    return writer;
  }

  /** For what can be made again. */
  Session behind() {
    return behind;
  }

  Session checkpoints() {
    return checkpoints;
  }

  /** The last one that is closed puts the log into the file. */
  @Override
  public void close() {
    all.forEach(Session::close);
  }

  /**
   * @param logPages how long the log gets, in pages, before this session puts it into the file; 0
   *     if it never does
   */
  private Session add(Path file, Duration busy, SynchronousMode synchronous, int logPages)
      throws SQLException {
    SQLiteConfig config = config(busy);
    config.setJournalMode(JournalMode.WAL);
    config.setJournalSizeLimit(LONGEST_LOG);
    config.setPragma(Pragma.WAL_AUTOCHECKPOINT, String.valueOf(logPages));
    config.setSynchronous(synchronous);
    Session session = new Session(source(file, config).getConnection(), STATEMENTS);
    all.add(session);
    return session;
  }

  static SQLiteConfig config(Duration busy) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) busy.toMillis());
    config.setGetGeneratedKeys(false); // the driver would ask for the last one after each statement
    return config;
  }

  static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
