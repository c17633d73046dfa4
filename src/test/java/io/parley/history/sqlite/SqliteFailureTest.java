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
import io.parley.history.StoredMessage;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

      assertOpenFails(
          file
              + " is damaged or not a history of Parley: restore a backup, or move the file away to start empty");

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

    assertOpenFails(file + " has tables that do not belong to Parley");
  }

  @Test
  void history_of_newer_parley_is_rejected() throws Exception {
    goodFile();
    execute("UPDATE flyway_schema_history SET version = '99'");

    assertOpenFails(file + " was created by a newer version of Parley");
  }

  @Test
  void folder_as_file_is_rejected() throws Exception {
    Files.createDirectory(file);

    assertOpenFails(file + " is not a regular file");
  }

  @Test
  void folder_that_cannot_be_created_is_rejected() throws Exception {
    Files.createFile(file);
    file = file.resolve("below/parley.db");

    assertOpenFails("the folder of " + file + " cannot be created: not a directory");
  }

  @Test
  void folder_that_is_a_file_is_rejected() throws Exception {
    Path notAFolder = Files.createFile(file);
    file = notAFolder.resolve("parley.db");

    assertOpenFails("the folder of " + file + " cannot be created: a file of that name exists");
  }

  @Test
  void file_that_cannot_be_created_is_rejected_with_the_reason_of_the_system() {
    file = folder.resolve("x".repeat(300));

    assertOpenFails(file + " cannot be created: file name too long");
  }

  @Test
  void read_only_folder_is_rejected() throws Exception {
    goodFile();
    assertTrue(folder.toFile().setWritable(false));
    try {
      if (Files.isWritable(folder)) { // the superuser ignores permissions
        try (MessageStore store = open()) {
          assertEquals(List.of("one"), lobbyTexts(store));
        }
      } else {
        assertOpenFails(
            file + " cannot be read and written: the folder " + folder + ": permission denied");
      }
    } finally {
      assertTrue(folder.toFile().setWritable(true));
    }
  }

  @Test
  void read_only_file_is_rejected() throws Exception {
    goodFile();
    assertTrue(file.toFile().setWritable(false));

    if (Files.isWritable(file)) { // the superuser ignores permissions
      try (MessageStore store = open()) {
        assertEquals(List.of("one"), lobbyTexts(store));
      }
    } else {
      assertOpenFails(file + " cannot be read and written: permission denied");
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
            assertThrows(HistoryException.class, () -> appendChats(store, "while locked"));
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

  @Test
  void locked_file_fails_changes_and_none_is_half_done() throws Exception {
    try (SqlMessageStore store =
        MessageStoreFactory.openSqlStore(settings(), MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      appendChats(store, "apple", "plum");
      store.indexAll();
      appendChats(store, "cherry");
      List<StoredMessage> before = store.before("lobby", Long.MAX_VALUE, 10);
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThrows(HistoryException.class, () -> store.edit("lobby", 1, "fig", Instant.EPOCH));
        assertThrows(HistoryException.class, () -> store.delete("lobby", List.of(2L, 3L), "amy"));
        assertThrows(
            HistoryException.class,
            () -> store.purge("lobby", "ann", OptionalLong.empty(), Instant.EPOCH, "amy", 9));
        assertThrows(
            HistoryException.class,
            () -> store.react("lobby", 1, "👍", "bob", OptionalLong.empty(), true));
        assertEquals(before, store.before("lobby", Long.MAX_VALUE, 10));
        statement.execute("ROLLBACK");
      }
      store.indexAll();
      assertEquals(before, store.before("lobby", Long.MAX_VALUE, 10));
      assertEquals(List.of("cherry", "plum", "apple"), search(store, "from:ann"));
      assertTrue(store.edit("lobby", 3, "fig", Instant.EPOCH).isPresent());
      assertEquals(List.of("fig", "plum", "apple"), search(store, "from:ann"));
    }
  }

  @Test
  void change_without_space_changes_nothing() throws Exception {
    goodFile();
    SqliteDatabase database = SqliteDatabase.open(file, settings());
    try (SqlMessageStore store =
        new SqlMessageStore(database, MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      store.indexAll();
      long pages = pragma(database, "page_count");
      pragma(database, "max_page_count = " + pages);

      assertThrows(
          HistoryException.class,
          () -> store.edit("lobby", 1, "x".repeat(NewMessage.MAX_LENGTH), Instant.EPOCH));

      assertEquals(List.of("one"), lobbyTexts(store));
      assertEquals(List.of("one"), search(store, "one"));
      pragma(database, "max_page_count = 1000000");
      store.edit("lobby", 1, "two", Instant.EPOCH);
      assertEquals(List.of("two"), search(store, "two"));
      assertEquals(List.of(), search(store, "one"));
    }
  }

  private MessageStore open() throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(), MessageStoreContract.NO_BACKGROUND_INDEXING);
  }

  private HistorySettings settings() throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + file, "busy-timeout", "50 ms"));
  }

  private void assertOpenFails(String beginning) {
    HistoryException failure = assertThrows(HistoryException.class, this::open);
    assertTrue(failure.getMessage().startsWith(beginning), failure.getMessage());
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

  /** Runs on the connection of the writer, because the page limit belongs to a connection. */
  private static long pragma(Database database, String statement) throws HistoryException {
    return database.write(connection -> MessageTable.selectLong(connection, "PRAGMA " + statement));
  }

  private List<String> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
