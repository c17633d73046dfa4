package io.parley.history.sqlite;

import io.parley.file.FileErrors;
import io.parley.history.HistoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Checks a file before SQLite opens it, because SQLite may change a damaged file or create files
 * beside it. The format is in https://www.sqlite.org/fileformat2.html.
 */
final class SqliteFileCheck {
  static final String DAMAGED_MESSAGE =
      "is damaged or not a history of Parley: restore a backup, or move the file away to start empty";

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_SIZE = 100;
  private static final int PAGE_SIZE_OFFSET = 16;
  private static final int CHANGE_COUNTER_OFFSET = 24;
  private static final int PAGE_COUNT_OFFSET = 28;
  private static final int VERSION_VALID_FOR_OFFSET = 92;

  private SqliteFileCheck() {}

  /**
   * Checks for damage and does not change the file. If there is a log, SQLite may create its index
   * file, as for every reader.
   *
   * @param limit the maximum duration of the check of all pages; the rest is not checked. 0 checks
   *     the header and the schema only
   * @throws HistoryException if the file exists and cannot be used
   */
  static void check(Path file, Duration limit) throws HistoryException {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new HistoryException(file + " is not a regular file");
    }
    try {
      long size = Files.size(file);
      if (size == 0) {
        return; // SQLite creates such a file before its first write
      }
      boolean logged = hasWal(file);
      if (!isComplete(readHeader(file), size, logged) || !isIntact(file, logged, limit)) {
        throw new HistoryException(file + " " + DAMAGED_MESSAGE);
      }
    } catch (IOException e) {
      throw new HistoryException(file + " cannot be read: " + FileErrors.describe(e), e);
    }
  }

  /** With a log, the file alone may be incomplete. */
  private static boolean hasWal(Path file) throws IOException {
    Path log = WalFile.pathOf(file);
    return Files.exists(log) && Files.size(log) > 0;
  }

  private static ByteBuffer readHeader(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // until the buffer is full or the file ends
      }
    }
    return header.flip();
  }

  private static boolean isComplete(ByteBuffer header, long size, boolean logged) {
    if (header.limit() < HEADER_SIZE
        || !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return false;
    }
    int stored = header.getShort(PAGE_SIZE_OFFSET) & 0xFFFF;
    int pageSize = stored == 1 ? 65_536 : stored;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      return false;
    }
    boolean counted =
        header.getInt(CHANGE_COUNTER_OFFSET) == header.getInt(VERSION_VALID_FOR_OFFSET);
    long needed = (header.getInt(PAGE_COUNT_OFFSET) & 0xFFFFFFFFL) * pageSize;
    return logged || (size >= pageSize && (!counted || size >= needed));
  }

  /** Runs SQLite's own check. What is not checked within the limit counts as intact. */
  private static boolean isIntact(Path file, boolean logged, Duration limit)
      throws HistoryException {
    // immutable creates neither a log nor a lock, but ignores a log that exists.
    String parameters = logged ? "?mode=ro" : "?immutable=1";
    String url = "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3f") + parameters;
    try (Connection connection = DriverManager.getConnection(url)) {
      return canReadSchema(connection) && (limit.isZero() || passesQuickCheck(connection, limit));
    } catch (SQLException e) {
      // Another failure, such as a lock, is reported when the file is opened.
      return logged && !SqliteExceptionTranslator.isCorruption(e);
    }
  }

  private static boolean canReadSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), max(rootpage) FROM sqlite_schema")) {
      return row.next();
    }
  }

  private static boolean passesQuickCheck(Connection connection, Duration limit)
      throws SQLException, HistoryException {
    return StatementTimeLimit.call(connection, limit, () -> passesQuickCheck(connection))
        .orElse(true);
  }

  private static boolean passesQuickCheck(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return row.next() && row.getString(1).equals("ok");
    }
  }
}
