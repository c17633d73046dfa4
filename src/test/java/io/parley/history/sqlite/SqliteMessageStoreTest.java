package io.parley.history.sqlite;

import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.MessageStore;
import io.parley.history.MessageStoreContract;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The store in a file of SQLite. */
class SqliteMessageStoreTest extends MessageStoreContract {
  @TempDir Path folder;

  @Override
  protected MessageStore createStore() throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("data/parley.db"))),
        NO_BACKGROUND_INDEXING);
  }

  @Test
  void messages_tokens_and_index_survive_restart() throws Exception {
    UUID token = UUID.randomUUID();
    List<StoredMessage> stored = store.append(token, List.of(TestMessages.chat("one")));
    store.close();

    store = createStore();

    assertEquals(stored, store.append(token, List.of(TestMessages.chat("one"))));
    assertEquals(List.of("one"), search(store, "one"));
    assertEquals(2, appendChats(store, "two").get(0).id());
  }

  /** Copies the open file and its log, which equals the files after a kill. */
  @Test
  void messages_and_index_survive_kill() throws Exception {
    appendChats(store, "one");
    indexAll();
    appendChats(store, "two");
    Path copy = Files.createDirectories(folder.resolve("copy"));
    for (String name : List.of("parley.db", "parley.db-wal")) {
      Files.copy(folder.resolve("data").resolve(name), copy.resolve(name));
    }

    try (SqlMessageStore after =
        MessageStoreFactory.openSqlStore(
            settings(Map.of("url", "jdbc:sqlite:" + copy.resolve("parley.db"))),
            NO_BACKGROUND_INDEXING)) {
      assertEquals(List.of("one", "two"), lobbyTexts(after));
      assertEquals(List.of("two"), search(after, "two"));
      after.indexAll();
      assertEquals(List.of("one"), search(after, "one"));
    }
  }

  /** SQLite does not merge by itself; the indexer merges in transactions of its own. */
  @Test
  void index_of_many_messages_has_few_segments() throws Exception {
    String[] texts = IntStream.range(0, 20_000).mapToObj(i -> "word" + i).toArray(String[]::new);
    appendChats(store, texts);
    indexAll();
    Path file = folder.resolve("data/parley.db");

    assertEquals(
        0,
        ExternalSqliteClient.selectLong(
            file, "SELECT v FROM message_words_config WHERE k = 'automerge'"));
    long segments =
        ExternalSqliteClient.selectLong(
            file, "SELECT count(DISTINCT segid) FROM message_words_idx");
    assertTrue(segments <= 10, () -> segments + " segments");
    assertEquals(List.of("word12345"), search(store, "word12345"));
  }

  @Test
  void prune_to_size_deletes_the_oldest_messages_and_reuses_their_pages() throws Exception {
    String[] texts =
        IntStream.range(0, 8000)
            .mapToObj(i -> "word" + i + " x".repeat(200))
            .toArray(String[]::new);
    appendChats(store, texts);
    indexAll();
    Path file = folder.resolve("data/parley.db");
    long pages = ExternalSqliteClient.selectLong(file, "PRAGMA page_count");
    long used = usedBytes(file);

    assertEquals(0, store.pruneToSize(used));
    long deleted = store.pruneToSize(used / 2);

    assertTrue(usedBytes(file) <= used / 2, () -> "deleted " + deleted);
    assertTrue(deleted > 2000 && deleted < 6000, () -> "deleted " + deleted);
    assertEquals(List.of(), search(store, "word0"));
    assertEquals(1, search(store, "word7999").size());
    assertEquals(deleted + 1, store.after(0, Optional.empty(), Optional.empty(), 1).get(0).id());

    appendChats(store, Arrays.copyOf(texts, 2000));
    indexAll();
    long pagesAfter = ExternalSqliteClient.selectLong(file, "PRAGMA page_count");
    assertTrue(pagesAfter <= pages, () -> pages + " pages, then " + pagesAfter);
  }

  @Test
  void prune_to_size_keeps_current_topics() throws Exception {
    append(store, topic("garden", "roses"));
    appendChats(store, "one", "two");

    assertEquals(2, store.pruneToSize(1));

    assertEquals(Optional.of("roses"), store.topic("garden").map(m -> m.content().text()));
    assertEquals(4, appendChats(store, "four").get(0).id());
  }

  private static long usedBytes(Path file) throws Exception {
    return 4096
        * (ExternalSqliteClient.selectLong(file, "PRAGMA page_count")
            - ExternalSqliteClient.selectLong(file, "PRAGMA freelist_count"));
  }

  @Test
  void log_is_copied_into_the_file_in_the_background() throws Exception {
    Path file = folder.resolve("data/parley.db");
    long before = Files.size(file);
    appendChats(store, "x".repeat(NewMessage.MAX_LENGTH));

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          while (Files.size(file) == before) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no such permissions
  void new_files_are_accessible_to_their_owner_only() throws Exception {
    appendChats(store, "one");

    Path data = folder.resolve("data");
    assertEquals("rwx------", permissions(data));
    for (String name : List.of("parley.db", "parley.db-wal", "parley.db-shm")) {
      assertEquals("rw-------", permissions(data.resolve(name)), name);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no such permissions
  void existing_folder_and_file_keep_their_permissions() throws Exception {
    appendChats(store, "one");
    store.close();
    Path data = folder.resolve("data");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
    Path file = data.resolve("parley.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    store = createStore();
    appendChats(store, "two");

    assertEquals("rwxr-x---", permissions(data));
    assertEquals("rw-r-----", permissions(file));
    assertEquals("rw-r-----", permissions(data.resolve("parley.db-wal")));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void close_leaves_a_single_file() throws Exception {
    appendChats(store, "one");
    store.close();

    try (var files = Files.list(folder.resolve("data"))) {
      assertEquals(List.of("parley.db"), files.map(f -> f.getFileName().toString()).toList());
    }
  }
}
