package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Copies a SQLite history, also while a server writes it.
 *
 * <ol>
 *   <li>All pages are copied in one read transaction (https://www.sqlite.org/backup.html), so that
 *       the copy is the history of one moment, and writers do not wait.
 *   <li>The copy is checked for damage, and has as many messages as the history in that
 *       transaction.
 *   <li>It gets its name last. An interrupted backup leaves no file of that name.
 * </ol>
 */
public final class SqliteBackup {
  private static final String COUNT = "SELECT count(*) FROM message";

  private final Path history;
  private final Duration busyTimeout;

  /**
   * @param busyTimeout how long to wait for a file that another program has locked
   */
  public SqliteBackup(Path history, Duration busyTimeout) {
    this.history = history;
    this.busyTimeout = busyTimeout;
  }

  /**
   * Writes the copy to a file that only its owner can access.
   *
   * @param overwrite whether a file of that name may be replaced
   * @return the number of messages in the copy
   * @throws HistoryException if the history cannot be read or is damaged, or the file exists or
   *     cannot be written; a file that existed is as it was
   */
  public long writeTo(Path target, boolean overwrite) throws HistoryException {
    SqliteLibrary.load(history);
    Path file = target.toAbsolutePath();
    try {
      requireReplaceable(file, overwrite);
      Path copy =
          Files.createTempFile(file.resolveSibling("."), file.getFileName() + ".", ".incomplete");
      Path journal = copy.resolveSibling(copy.getFileName() + "-journal"); // of SQLite
      copy.toFile().deleteOnExit(); // after Ctrl-C
      journal.toFile().deleteOnExit();
      try {
        long messages = copyTo(copy);
        moveTo(file, copy, overwrite);
        return messages;
      } finally {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(journal);
      }
    } catch (IOException e) {
      throw new HistoryException(
          "cannot write " + target + ": " + FileErrors.describeCreation(e), e);
    }
  }

  private void requireReplaceable(Path target, boolean overwrite)
      throws IOException, HistoryException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      throw new IOException("is a directory");
    }
    for (Path used : SqliteFiles.all(history)) {
      if (Files.exists(used) && Files.isSameFile(used, target)) {
        throw new HistoryException(target + " belongs to the history itself");
      }
    }
    if (!overwrite) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private long copyTo(Path copy) throws HistoryException {
    SqliteExceptionTranslator translator = new SqliteExceptionTranslator(history, busyTimeout);
    long messages =
        translator.call(
            () -> {
              try (Connection source = openSource();
                  Statement statement = source.createStatement()) {
                source.setAutoCommit(false);
                long counted = selectLong(statement, COUNT); // begins the transaction
                copyPages(source, copy);
                return counted;
              }
            });
    if (countIntact(copy) != messages) {
      throw new HistoryException(
          "the copy of " + history.toAbsolutePath() + " is damaged, and so is the history");
    }
    return messages;
  }

  private Connection openSource() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    return config.createConnection("jdbc:sqlite:" + history);
  }

  /** Tells a disk that is full from a history that cannot be read. */
  private static void copyPages(Connection source, Path copy)
      throws SQLException, HistoryException {
    try {
      int result =
          source
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup("main", copy.toString(), (remaining, all) -> {}, 0, 0, -1);
      if (result != SQLiteErrorCode.SQLITE_OK.code) {
        throw new SQLiteException(
            "the pages cannot be copied", SQLiteErrorCode.getErrorCode(result));
      }
    } catch (SQLException e) {
      if (SqliteExceptionTranslator.hasCode(e, SQLiteErrorCode.SQLITE_FULL)
          || SqliteExceptionTranslator.hasCode(e, SQLiteErrorCode.SQLITE_IOERR)) {
        throw new HistoryException(
            "the copy cannot be written to "
                + copy.resolveSibling(".").normalize()
                + ": no space is left, or the disk has failed",
            e);
      }
      throw e;
    }
  }

  /** Returns the number of messages in a file that nothing else uses; -1 if it is damaged. */
  private static long countIntact(Path copy) throws HistoryException {
    String url = "jdbc:sqlite:" + copy.toUri().toString().replace("?", "%3f") + "?immutable=1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      return isIntact(statement) ? selectLong(statement, COUNT) : -1;
    } catch (SQLException e) {
      if (SqliteExceptionTranslator.isCorruption(e)) {
        return -1;
      }
      throw new HistoryException("the copy cannot be checked: " + e.getMessage(), e);
    }
  }

  private static boolean isIntact(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
      return row.next() && row.getString(1).equals("ok");
    }
  }

  private static long selectLong(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      boolean unused = row.next(); // an aggregate always has a row
      return row.getLong(1);
    }
  }

  /**
   * SQLite has synced the copy. The name is synced, too, so that a power failure cannot undo it.
   */
  private static void moveTo(Path target, Path copy, boolean overwrite) throws IOException {
    if (overwrite) {
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(copy, target); // fails if the file was created meanwhile
    }
    try (FileChannel folder =
        FileChannel.open(target.resolveSibling("."), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Windows cannot open a directory, and does not need this.
    }
  }
}
