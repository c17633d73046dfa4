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
      1000; // of SQLite's machine between two looks at the clock

  /**
   * Whether the check finds no damage.
   *
   * @param most how long it may take, 0 for the schema only; the rest is taken as intact
   */
  boolean isIntact(Duration most) {
    // immutable creates neither a log nor a lock, but ignores a log that exists.
    String how = hasWal ? "?mode=ro" : "?immutable=1";
    String url = "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3f") + how;
    try (Connection connection = DriverManager.getConnection(url)) {
      return canReadSchema(connection) && (most.isZero() || isIntact(connection, most));
    } catch (SQLException e) {
      return hasWal
          && !SqliteExceptionTranslator.isCorruption(
              e); // such as a lock: who opens the file will tell
    }
  }

  private static boolean canReadSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), max(rootpage) FROM sqlite_schema")) {
      return row.next();
    }
  }

  private static boolean isIntact(Connection connection, Duration most) throws SQLException {
    interruptAfter(connection, most);
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

  private static void interruptAfter(Connection connection, Duration most) throws SQLException {
    long end = System.nanoTime() + most.toNanos();
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
