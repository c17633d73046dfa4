package io.parley.history.sqlite;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.MessageStoreContract;
import io.parley.history.NewMessage;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are deleted, moved or replaced while the database is open. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // it does not delete open files
class SqliteFileWatchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final UUID TOKEN = UUID.randomUUID();

  @TempDir Path folder;
  private final AtomicLong nanoTime = new AtomicLong();
  private Path file;
  private Path log;
  private Path elsewhere;
  private SqlMessageStore store;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("parley.db");
    log = folder.resolve("parley.db-wal");
    elsewhere = folder.resolve("elsewhere");
    store = openStore();
    appendChats(store, "before");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SqlMessageStore openStore() throws Exception {
    return new SqlMessageStore(
        SqliteDatabase.open(
            file, settings(Map.of("url", "jdbc:sqlite:" + file)), new WalFile(file), nanoTime::get),
        MessageStoreContract.NO_BACKGROUND_INDEXING);
  }

  @Test
  void no_message_is_stored_in_a_file_that_was_deleted() throws Exception {
    Files.delete(file);

    assertAway(file + " was deleted or moved while it is in use: put it back, or restart Parley");
    assertThrows(HistoryException.class, () -> lobbyTexts(store));
  }

  @Test
  void batch_that_fails_while_the_file_is_away_is_stored_once_when_it_is_back() throws Exception {
    UUID token = UUID.randomUUID();
    List<NewMessage> batch = List.of(chat("while it was away"));
    Files.move(file, elsewhere);
    assertThrows(HistoryException.class, () -> store.append(token, batch));

    Files.move(elsewhere, file);
    nanoTime.addAndGet(SECOND.toNanos());

    assertEquals(2, store.append(token, batch).get(0).id());
    assertEquals(List.of("before", "while it was away"), lobbyTexts(store));
    assertEquals(3, appendChats(store, "after").get(0).id());
  }

  @Test
  void file_that_was_replaced_is_not_changed() throws Exception {
    byte[] other = {1, 2, 3};
    Files.move(file, elsewhere);
    Files.write(file, other);

    assertAway(file + " was replaced while it is in use: put the original back, or restart Parley");
    assertArrayEquals(other, Files.readAllBytes(file));

    Files.move(elsewhere, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    nanoTime.addAndGet(SECOND.toNanos());
    assertEquals(2, store.append(TOKEN, List.of(chat("refused"))).get(0).id());
    assertEquals(List.of("before", "refused"), lobbyTexts(store));
  }

  @Test
  void log_that_was_deleted_is_noticed_within_a_second_and_loses_nothing() throws Exception {
    appendChats(store, "in the log");
    Files.delete(log);
    nanoTime.addAndGet(SECOND.toNanos());

    assertAway(log + " was deleted or moved while it is in use: put it back, or restart Parley");

    store.close();
    store = openStore();
    assertEquals(List.of("before", "in the log"), lobbyTexts(store));
  }

  @Test
  void log_of_another_program_is_not_deleted_at_the_end() throws Exception {
    Files.move(log, elsewhere);
    Files.write(log, new byte[] {1, 2, 3});

    store.close();

    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(log));
  }

  @Test
  void log_of_a_file_that_was_moved_is_empty_at_the_end_and_its_messages_are_in_the_file()
      throws Exception {
    appendChats(store, "in the log");
    Files.move(file, elsewhere);
    assertThrows(HistoryException.class, () -> appendChats(store, "refused"));

    store.close();

    assertTrue(
        Files.notExists(log) || Files.size(log) == 0, "SQLite would apply it to another file");
    Files.move(elsewhere, file);
    store = openStore();
    assertEquals(List.of("before", "in the log"), lobbyTexts(store).subList(0, 2));
  }

  private void assertAway(String message) {
    for (int i = 0; i < 2; i++) {
      HistoryException failure =
          assertThrows(HistoryException.class, () -> store.append(TOKEN, List.of(chat("refused"))));
      assertEquals(message, failure.getMessage());
    }
  }
}
