package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code parley server} with a history that cannot be used: it reports the error and changes no
 * file.
 */
@Timeout(120)
class UnusableHistoryTest {
  private static final String DAMAGED =
      "%s is damaged or not a history of Parley: restore a backup, or move the file away to start"
          + " empty";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("parley.db");
  }

  @Test
  void damaged_file_is_reported_with_advice_and_not_changed() throws Exception {
    byte[] damaged = "SQLite format 3\0 overwritten with text".getBytes(StandardCharsets.US_ASCII);
    Files.write(file, damaged);

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertEquals(List.of("parley.db"), fileNames());
  }

  @Test
  void damaged_page_is_detected() throws Exception {
    try (Connection connection = createHistory()) {
      execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    byte[] damaged = overwritePages();

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertEquals(List.of("parley.db"), fileNames());
  }

  @Test
  void damaged_page_is_detected_below_a_write_ahead_log() throws Exception {
    Path log = folder.resolve("parley.db-wal");
    byte[] logged;
    try (Connection connection = createHistory()) {
      execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
      execute(connection, "UPDATE message SET text = 'in the log' WHERE id = 1");
      logged = Files.readAllBytes(log);
    }
    Files.write(log, logged); // as after SIGKILL: closing the file has moved the log into it
    byte[] damaged = overwritePages();

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertArrayEquals(logged, Files.readAllBytes(log));
  }

  /** Creates a file with 10,000 messages; the connection stays open. */
  private Connection createHistory() throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, text text)");
      statement.execute(
          "INSERT INTO message WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n"
              + " WHERE id < 10000) SELECT id, 'some text' FROM n");
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private byte[] overwritePages() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 10 * 4096, 12 * 4096, (byte) 0x5A);
    Files.write(file, bytes);
    return bytes;
  }

  @Test
  void folder_that_cannot_be_created_is_reported() throws Exception {
    Files.createFile(file);

    server("jdbc:sqlite:" + file.resolve("below/parley.db"))
        .assertFailed(
            "the folder of "
                + file.resolve("below/parley.db")
                + " cannot be created: not a directory");
  }

  @Test
  void locked_file_is_reported_after_the_busy_timeout() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN EXCLUSIVE");

      server("jdbc:sqlite:" + file)
          .assertFailed(file + " is locked by another program (waited 50 ms)");
    }
  }

  @Test
  void unreachable_postgresql_server_is_reported() throws Exception {
    try (Socket refusing = new Socket()) { // bound, but not listening
      refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String address = "127.0.0.1:" + refusing.getLocalPort();

      server("jdbc:postgresql://" + address + "/parley")
          .assertFailed(
              "the PostgreSQL server at " + address + " cannot be reached: Connection refused");
    }
  }

  private static CommandLineRun server(String url, String... options) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "-Dparley.history.url=" + url,
                    "-Dparley.history.busy-timeout=50 ms",
                    "server",
                    "--listen",
                    "beej=0"),
                Stream.of(options))
            .toList();
    return CommandLineRun.run(arguments.toArray(new String[0]));
  }

  private List<String> fileNames() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
