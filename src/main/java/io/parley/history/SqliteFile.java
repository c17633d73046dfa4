package io.parley.history;

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

/**
 * Looks at a file before SQLite opens it, as SQLite would write beside or into what it takes for a
 * file of its own. The format is in https://www.sqlite.org/fileformat2.html.
 */
final class SqliteFile {
  static final String DAMAGED =
      "is damaged or no history: put back a copy of it, or move it away and start with an empty one";

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int PAGE_SIZE = 16;
  private static final int CHANGES = 24;
  private static final int PAGES = 28;
  private static final int PAGES_VALID_FOR = 92;

  private SqliteFile() {}

  /**
   * Checks what is quick to check; changes nothing and makes no other file.
   *
   * @throws HistoryException if the file is there and cannot be used
   */
  static void check(Path file) throws HistoryException {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new HistoryException(file + " is no file");
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      throw new HistoryException(file + " cannot be read and written: it is not allowed");
    }
    try {
      long size = Files.size(file);
      if (size == 0) {
        return; // SQLite makes such a one itself, before its first write
      }
      boolean logged = hasLog(file);
      if (!isWhole(header(file), size, logged) || !(logged || readable(file))) {
        throw new HistoryException(file + " " + DAMAGED);
      }
    } catch (IOException e) {
      throw new HistoryException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** What is in the log is not yet in the file, which alone may then be incomplete. */
  private static boolean hasLog(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.exists(log) && Files.size(log) > 0;
  }

  private static ByteBuffer header(Path file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // until it is full or the file ends
      }
    }
    return header.flip();
  }

  private static boolean isWhole(ByteBuffer header, long size, boolean logged) {
    if (header.limit() < HEADER || !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return false;
    }
    int stored = header.getShort(PAGE_SIZE) & 0xFFFF;
    int pageSize = stored == 1 ? 65_536 : stored;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      return false;
    }
    boolean counted = header.getInt(CHANGES) == header.getInt(PAGES_VALID_FOR);
    long needed = (header.getInt(PAGES) & 0xFFFFFFFFL) * pageSize;
    return logged || (size >= pageSize && (!counted || size >= needed));
  }

  /** Whether SQLite finds the tables; `immutable` keeps it from making its log and its lock. */
  private static boolean readable(Path file) {
    String url = "jdbc:sqlite:" + file.toUri().toString().replace("?", "%3f") + "?immutable=1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*), max(rootpage) FROM sqlite_schema")) {
      return row.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
