package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What the failures of a file of SQLite mean to who runs the server.
 *
 * @param busyTimeout how long was waited for another program
 */
record SqliteExceptionTranslator(Path file, Duration busyTimeout) {

  /** What is done with the file. */
  interface SqlCall<T> {
    T call() throws SQLException, HistoryException;
  }

  /** Does it; what fails is told in words. */
  <T> T call(SqlCall<T> access) throws HistoryException {
    try {
      return access.call();
    } catch (SQLException e) {
      throw new HistoryException(file + " " + describe(e), e);
    }
  }

  /** Whether it says that the file is damaged, or no file of SQLite. */
  static boolean isCorruption(SQLException e) {
    return hasCode(e, SQLiteErrorCode.SQLITE_CORRUPT) || hasCode(e, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** Whether it is that failure, or a case of it (https://www.sqlite.org/rescode.html). */
  static boolean hasCode(SQLException e, SQLiteErrorCode failure) {
    return e instanceof SQLiteException sqlite && primaryCode(sqlite) == failure.code;
  }

  private static int primaryCode(SQLiteException e) {
    return e.getResultCode().code & 0xFF;
  }

  private String describe(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return "cannot be used: " + e.getMessage();
    }
    if (isCorruption(e)) {
      return SqliteFileCheck.DAMAGED_MESSAGE;
    }
    String words = String.valueOf(e.getMessage()).replaceAll("(?s)^\\[.*?] *|\\R.*", "");
    return switch (primaryCode(sqlite)) {
      case 5, 6 -> "is locked by another program (waited " + busyTimeout.toMillis() + " ms)";
      case 8 -> "cannot be written: it or its folder is read-only";
      case 10 -> "cannot be read or written: " + words.toLowerCase(Locale.ROOT);
      case 13 -> "cannot grow: no space is left";
      case 14 -> "cannot be opened: it or its folder may not be read or written";
      default -> "cannot be used: " + words;
    };
  }
}
