package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** {@code parley server} with a history that cannot be used: what it says, and touches nothing. */
@Timeout(60)
class UnusableHistoryTest {
  private static final String DAMAGED =
      "%s is damaged or no history: put back a copy of it, or move it away and start with an empty"
          + " one";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("parley.db");
  }

  @Test
  void a_damaged_file_is_named_with_what_to_do_and_left_as_it_is() throws Exception {
    byte[] damaged = "SQLite format 3\0 once, and now no more".getBytes(StandardCharsets.US_ASCII);
    Files.write(file, damaged);

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertEquals(List.of("parley.db"), inFolder());
  }

  @Test
  void damage_deep_in_a_file_is_found() throws Exception {
    try (Connection connection = talked()) {
      execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    byte[] damaged = damage();

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertEquals(List.of("parley.db"), inFolder());
  }

  @Test
  void damage_beneath_a_log_is_found() throws Exception {
    Path log = folder.resolve("parley.db-wal");
    byte[] logged;
    try (Connection connection = talked()) {
      execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
      execute(connection, "UPDATE message SET text = 'in the log' WHERE id = 1");
      logged = Files.readAllBytes(log);
    }
    Files.write(log, logged); // as after SIGKILL: who closes the file puts it in
    byte[] damaged = damage();

    server("jdbc:sqlite:" + file).assertFailed(DAMAGED.formatted(file));

    assertArrayEquals(damaged, Files.readAllBytes(file));
    assertArrayEquals(logged, Files.readAllBytes(log));
  }

  /** A file as if of some talk, in which pages of the messages can be damaged. */
  private Connection talked() throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, text text)");
      statement.execute(
          "INSERT INTO message WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n"
              + " WHERE id < 10000) SELECT id, 'what was said' FROM n");
    }
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private byte[] damage() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 10 * 4096, 12 * 4096, (byte) 0x5A);
    Files.write(file, bytes);
    return bytes;
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Files.createFile(file);

    server("jdbc:sqlite:" + file.resolve("below/parley.db"))
        .assertFailed(
            "the folder of "
                + file.resolve("below/parley.db")
                + " cannot be made: Not a directory");
  }

  @Test
  void a_file_that_stays_locked_is_named() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("BEGIN EXCLUSIVE");

      server("jdbc:sqlite:" + file)
          .assertFailed(file + " is locked by another program (waited 50 ms)");
    }
  }

  @Test
  void a_postgresql_server_that_is_not_there_is_named() throws Exception {
    int port = freePort();

    CommandLineRun run = server("jdbc:postgresql://127.0.0.1:" + port + "/parley");

    run.assertFailed(
        "the PostgreSQL server at 127.0.0.1:" + port + " cannot be reached: Connection refused");
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<String> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
