package io.parley.history.sqlite;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.MessageStoreContract;
import io.parley.history.NewMessage;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.Database;
import io.parley.history.sql.MessageTable;
import io.parley.history.sql.SqlMessageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be used: the error message, and that the file is not changed. */
@Timeout(60)
class SqliteFailureTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("parley.db");
  }

  @Test
  void damaged_file_is_rejected_and_not_changed() throws Exception {
    byte[] good = goodFile();
    byte[] noHeader = good.clone();
    Arrays.fill(noHeader, 0, 100, (byte) 'x');
    byte[] noTables = good.clone();
    Arrays.fill(noTables, 100, 4096, (byte) 0xEE);
    for (byte[] bad :
        List.of(
            "no database at all".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            noHeader,
            noTables,
            Arrays.copyOf(good, 60),
            Arrays.copyOf(good, 4096),
            Arrays.copyOf(good, good.length - 4096))) {
      Files.write(file, bad);

      assertRefused(file + " is damaged or no history: put back a copy of it, or move it away");

      assertArrayEquals(bad, Files.readAllBytes(file));
      assertEquals(List.of("parley.db"), inFolder());
    }
  }

  @Test
  void empty_file_is_an_empty_history() throws Exception {
    Files.createFile(file);
    try (MessageStore store = open()) {
      assertEquals(1, appendChats(store, "one").get(0).id());
    }
  }

  @Test
  void database_with_other_tables_is_rejected() throws Exception {
    execute("CREATE TABLE something_else (id int)");

    assertRefused(file + " is a database of something else than Parley's history");
  }

  @Test
  void history_of_newer_parley_is_rejected() throws Exception {
    goodFile();
    execute("UPDATE flyway_schema_history SET version = '99'");

    assertRefused(file + " is of a newer Parley");
  }

  @Test
  void folder_as_file_is_rejected() throws Exception {
    Files.createDirectory(file);

    assertRefused(file + " is no file");
  }

  @Test
  void folder_that_cannot_be_created_is_rejected() throws Exception {
    Files.createFile(file);
    file = file.resolve("below/parley.db");

    assertRefused("the folder of " + file + " cannot be made: ");
  }

  @Test
  void read_only_file_is_rejected() throws Exception {
    goodFile();
    assertTrue(file.toFile().setWritable(false));

    if (Files.isWritable(file)) { // whom no file keeps out is let in
      try (MessageStore store = open()) {
        assertEquals(List.of("one"), lobbyTexts(store));
      }
    } else {
      assertRefused(file + " cannot be read and written: it is not allowed");
    }
  }

  @Test
  void locked_file_fails_appends_until_unlocked() throws Exception {
    try (MessageStore store = open()) {
      appendChats(store, "before");
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        HistoryException locked =
            assertThrows(HistoryException.class, () -> appendChats(store, "meanwhile"));
        assertEquals(file + " is locked by another program (waited 50 ms)", locked.getMessage());
        assertEquals(List.of("before"), lobbyTexts(store));
        statement.execute("ROLLBACK");
      }
      assertEquals(2, appendChats(store, "after").get(0).id());
      assertEquals(List.of("before", "after"), lobbyTexts(store));
    }
  }

  @Test
  void append_without_space_stores_nothing() throws Exception {
    goodFile();
    SqliteDatabase database = SqliteDatabase.open(file, settings());
    try (SqlMessageStore store =
        new SqlMessageStore(database, MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      long pages = pragma(database, "page_count");
      pragma(database, "max_page_count = " + (pages + 4));

      HistoryException full =
          assertThrows(
              HistoryException.class,
              () -> appendChats(store, "small", "x".repeat(NewMessage.MAX_LENGTH)));

      assertEquals(file + " cannot grow: no space is left", full.getMessage());
      assertEquals(List.of("one"), lobbyTexts(store));
      pragma(database, "max_page_count = 1000000");
      assertEquals(2, appendChats(store, "two").get(0).id());
      store.indexAll();
      assertEquals(List.of("two"), search(store, "two"));
    }
  }

  private MessageStore open() throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(), MessageStoreContract.NO_BACKGROUND_INDEXING);
  }

  private HistorySettings settings() throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + file, "busy-timeout", "50 ms"));
  }

  private void assertRefused(String beginning) {
    HistoryException refused = assertThrows(HistoryException.class, this::open);
    assertTrue(refused.getMessage().startsWith(beginning), refused.getMessage());
  }

  private byte[] goodFile() throws Exception {
    try (MessageStore store = open()) {
      appendChats(store, "one");
    }
    return Files.readAllBytes(file);
  }

  private void execute(String sql) throws SQLException {
    ExternalSqliteClient.execute(file, sql);
  }

  /** On the connection that stores, and outside of a transaction as far as SQLite cares. */
  private static long pragma(Database database, String what) throws HistoryException {
    return database.write(session -> MessageTable.selectLong(session, "PRAGMA " + what));
  }

  private List<String> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
