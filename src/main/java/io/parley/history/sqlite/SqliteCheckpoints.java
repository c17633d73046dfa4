package io.parley.history.sqlite;

import io.parley.history.sql.SqlConnection;
import java.sql.SQLException;

/**
 * Puts what is in the log into the file, beside those who write. It takes some ten milliseconds,
 * and SQLite would let the writer do it who makes the log long: everybody in the room would wait.
 *
 * <p>While it goes on others write more, and so it never comes to the end of the log, where it
 * could begin anew. A writer does that, when the log is {@link #LOG_PAGES} long: by then little is
 * left to do.
 */
final class SqliteCheckpoints implements AutoCloseable {
  /** How long the log may get, in pages (of 4 KiB), before a writer puts it into the file. */
  static final int LOG_PAGES = 4000;

  /** So many transactions of those who write behind make one worthwhile. */
  private static final int TRANSACTIONS = 32;

  private final SqlConnection session;
  private int transactions; // guarded by this
  private boolean closed; // guarded by this

  /** Checkpoints on a session of their own. */
  SqliteCheckpoints(SqlConnection session) {
    this.session = session;
  }

  /** One more transaction is in the log. Blocks if that makes it worthwhile, but no writer. */
  synchronized void count() {
    transactions++;
    if (transactions < TRANSACTIONS || closed) {
      return;
    }
    transactions = 0;
    checkpoint();
  }

  private void checkpoint() {
    try {
      session.execute("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException e) {
      session
          .discardStatements(); // what is not done now is done later, at last by a writer, who will
      // tell
    }
  }

  /** Waits for one that goes on. The session is closed by who opened it. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
