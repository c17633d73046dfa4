package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import io.parley.history.sqlite.SqliteExceptionTranslator.SqlCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/**
 * Interrupts the statements of a connection after a time. SQLite asks whether to go on while it
 * executes instructions, also in the middle of one statement that finds nothing.
 */
final class StatementTimeLimit {
  /** Virtual machine instructions between two reads of the clock: some ten microseconds. */
  private static final int OPCODES_PER_CLOCK_CHECK = 1000;

  private StatementTimeLimit() {}

  /**
   * Runs statements on the connection.
   *
   * @return empty if one was interrupted
   */
  static <T> Optional<T> call(Connection connection, Duration limit, SqlCall<T> statements)
      throws SQLException, HistoryException {
    interruptAfter(connection, limit);
    try {
      return Optional.of(statements.call());
    } catch (SQLException e) {
      if (SqliteExceptionTranslator.hasCode(e, SQLiteErrorCode.SQLITE_INTERRUPT)) {
        return Optional.empty();
      }
      throw e;
    } finally {
      ProgressHandler.clearHandler(connection);
    }
  }

  private static void interruptAfter(Connection connection, Duration limit) throws SQLException {
    long end = System.nanoTime() + limit.toNanos();
    ProgressHandler.setHandler(
        connection,
        OPCODES_PER_CLOCK_CHECK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - end < 0 ? 0 : 1;
          }
        });
  }
}
