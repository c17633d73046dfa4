package io.parley.history.sqlite;

import io.parley.history.HistoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Translates SQL exceptions of SQLite into messages for an operator.
 *
 * @param busyTimeout the time that a connection waits for a lock of another program
 */
record SqliteExceptionTranslator(Path file, Duration busyTimeout) {

  private static final String UNKNOWN_OPEN_ERROR =
      "it or its folder may not be read or written, or too many files are open";

  /** An operation on the file. */
  interface SqlCall<T> {
    T call() throws SQLException, HistoryException;
  }

  /** Runs the operation and translates its failure. */
  <T> T call(SqlCall<T> access) throws HistoryException {
    try {
      return access.call();
    } catch (SQLException e) {
      throw new HistoryException(file + " " + describe(e), e);
    }
  }

  /** Whether the file is damaged or no SQLite file. */
  static boolean isCorruption(SQLException e) {
    return hasCode(e, SQLiteErrorCode.SQLITE_CORRUPT) || hasCode(e, SQLiteErrorCode.SQLITE_NOTADB);
  }

  /** Whether the primary result code is {@code failure} (https://www.sqlite.org/rescode.html). */
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
    String message = String.valueOf(e.getMessage()).replaceAll("(?s)^\\[.*?] *|\\R.*", "");
    return switch (primaryCode(sqlite)) {
      case 5, 6 -> "is locked by another program (waited " + busyTimeout.toMillis() + " ms)";
      case 8 ->
          "cannot be written: "
              + SqliteFiles.accessError(file).orElse("it or its folder is read-only");
      case 10 -> "cannot be read or written: " + message.toLowerCase(Locale.ROOT);
      case 13 -> "cannot grow: no space is left";
      case 14 -> "cannot be opened: " + SqliteFiles.accessError(file).orElse(UNKNOWN_OPEN_ERROR);
      default -> "cannot be used: " + message;
    };
  }
}
