package io.parley.history.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/**
 * Runs SQLite's check for damage.
 *
 * @param hasWal whether the file has a log
 */
record SqliteIntegrityCheck(Path file, boolean hasWal) {
  private static final int OPCODES_PER_CLOCK_CHECK =
      1000; // virtual machine instructions between two reads of the clock

  /**
   * Whether the check finds no damage.
   *
   * @param limit the maximum duration; 0 checks the schema only. The unchecked rest counts as
   *     intact.
   */
  boolean isIntact(Duration limit) {
    // immutable creates neither a log nor a lock, but ignores a log that exists.
    String parameters = hasWal ? "?mode=ro" : "?immutable=1";
    String url = "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3f") + parameters;
    try (Connection connection = DriverManager.getConnection(url)) {
      return canReadSchema(connection) && (limit.isZero() || isIntact(connection, limit));
    } catch (SQLException e) {
      return hasWal
          && !SqliteExceptionTranslator.isCorruption(
              e); // such as a lock, which opening the file reports
    }
  }

  private static boolean canReadSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), max(rootpage) FROM sqlite_schema")) {
      return row.next();
    }
  }

  private static boolean isIntact(Connection connection, Duration limit) throws SQLException {
    interruptAfter(connection, limit);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return row.next() && row.getString(1).equals("ok");
    } catch (SQLException e) {
      if (SqliteExceptionTranslator.hasCode(e, SQLiteErrorCode.SQLITE_INTERRUPT)) {
        return true;
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
