package io.parley.history;

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
 * Has SQLite look for damage in a file.
 *
 * @param logged whether there is a log, with what is not in the file yet
 */
record SqliteCheck(Path file, boolean logged) {
  private static final int STEPS = 1000; // of SQLite's machine between two looks at the clock

  /**
   * Whether it finds none.
   *
   * @param most how long it may go through all there is, if at all; what is left is taken as sound
   */
  boolean isSound(Duration most) {
    // So it makes neither log nor lock; but it must not be blind for a log that is there.
    String how = logged ? "?mode=ro" : "?immutable=1";
    String url = "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3f") + how;
    try (Connection connection = DriverManager.getConnection(url)) {
      return hasTables(connection) && (most.isZero() || isSound(connection, most));
    } catch (SQLException e) {
      return logged && !SqliteFailures.isDamage(e); // such as a lock: who opens the file will tell
    }
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), max(rootpage) FROM sqlite_schema")) {
      return row.next();
    }
  }

  private static boolean isSound(Connection connection, Duration most) throws SQLException {
    endAfter(connection, most);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return row.next() && row.getString(1).equals("ok");
    } catch (SQLException e) {
      if (SqliteFailures.is(e, SQLiteErrorCode.SQLITE_INTERRUPT)) {
        return true;
      }
      throw e;
    } finally {
      ProgressHandler.clearHandler(connection);
    }
  }

  private static void endAfter(Connection connection, Duration most) throws SQLException {
    long end = System.nanoTime() + most.toNanos();
    ProgressHandler.setHandler(
        connection,
        STEPS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - end < 0 ? 0 : 1;
          }
        });
  }
}
