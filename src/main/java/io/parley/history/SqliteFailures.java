package io.parley.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What the failures of a file of SQLite mean to who runs the server.
 *
 * @param busy how long was waited for another program
 */
record SqliteFailures(Path file, Duration busy) {

  /** What is done with the file. */
  interface Access<T> {
    T run() throws SQLException, HistoryException;
  }

  /** Does it; what fails is told in words. */
  <T> T tell(Access<T> access) throws HistoryException {
    try {
      return access.run();
    } catch (SQLException e) {
      throw new HistoryException(file + " " + reason(e), e);
    }
  }

  /** Whether it says that the file is damaged, or no file of SQLite. */
  static boolean isDamage(SQLException e) {
    return is(e, SQLiteErrorCode.SQLITE_CORRUPT) || is(e, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** Whether it is that failure, or a case of it (https://www.sqlite.org/rescode.html). */
  static boolean is(SQLException e, SQLiteErrorCode failure) {
    return e instanceof SQLiteException sqlite && primary(sqlite) == failure.code;
  }

  private static int primary(SQLiteException e) {
    return e.getResultCode().code & 0xFF;
  }

  private String reason(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return "cannot be used: " + e.getMessage();
    }
    if (isDamage(e)) {
      return SqliteFile.DAMAGED;
    }
    String words = String.valueOf(e.getMessage()).replaceAll("(?s)^\\[.*?] *|\\R.*", "");
    return switch (primary(sqlite)) {
      case 5, 6 -> "is locked by another program (waited " + busy.toMillis() + " ms)";
      case 8 -> "cannot be written: it or its folder is read-only";
      case 10 -> "cannot be read or written: " + words.toLowerCase(Locale.ROOT);
      case 13 -> "cannot grow: no space is left";
      case 14 -> "cannot be opened: it or its folder may not be read or written";
      default -> "cannot be used: " + words;
    };
  }
}
