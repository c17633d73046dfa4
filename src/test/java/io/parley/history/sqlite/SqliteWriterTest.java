package io.parley.history.sqlite;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.parley.history.HistorySettings;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.MessageTable;
import io.parley.history.sql.MessageWriter;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for the disk, and what happens to ids where nobody did. */
@Timeout(60)
class SqliteWriterTest {
  /** 2: each transaction is on the disk when it ends; 1: the file is never damaged. */
  private static final Work<Long> SYNCHRONOUS =
      session -> MessageTable.selectLong(session, "PRAGMA synchronous");

  private static final String[] FLOOD =
      Collections.nCopies(MessageWriter.FLOOD, "hurry").toArray(String[]::new);

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong(System.nanoTime());

  @Test
  void who_says_little_waits_for_the_disk() throws Exception {
    try (SqliteWriter writers = open("on", "1 s")) {
      assertEquals(2, writers.write(SYNCHRONOUS));
      assertEquals(2, writers.write(SYNCHRONOUS));
    }
  }

  @Test
  void a_flood_does_not_and_ends_when_it_has_been_calm_for_a_while() throws Exception {
    try (SqliteWriter writers = open("on", "1 s")) {
      assertEquals(1, writers.writeFlood(SYNCHRONOUS));
      now.addAndGet(Duration.ofMillis(999).toNanos());
      assertEquals(1, writers.write(SYNCHRONOUS));
      now.addAndGet(Duration.ofMillis(1).toNanos());
      assertEquals(2, writers.write(SYNCHRONOUS));
      assertEquals(1, writers.writeFlood(SYNCHRONOUS));
    }
  }

  @Test
  void nobody_is_behind_where_that_is_not_wanted() throws Exception {
    try (SqliteWriter writers = open("on", "0 ms")) {
      assertEquals(2, writers.writeFlood(SYNCHRONOUS));
      assertEquals(2, writers.writeFlood(SYNCHRONOUS));
    }
  }

  @Test
  void nobody_waits_where_that_is_not_wanted() throws Exception {
    try (SqliteWriter writers = open("off", "0 ms")) {
      assertEquals(1, writers.write(SYNCHRONOUS));
      assertEquals(1, writers.writeFlood(SYNCHRONOUS));
    }
  }

  @Test
  void few_messages_at_once_are_no_flood() throws Exception {
    try (SqlMessageStore store = store("parley.db")) {
      appendChats(
          store, Collections.nCopies(MessageWriter.FLOOD - 1, "calm").toArray(String[]::new));
      assertEquals(0, mark("parley.db"));

      appendChats(store, FLOOD);
      assertNotEquals(0, mark("parley.db"));
    }
    assertEquals(0, mark("parley.db"));
  }

  @Test
  void others_who_write_take_the_mark_away_and_a_flood_sets_it_again() throws Exception {
    try (SqlMessageStore store = store("parley.db")) {
      appendChats(store, FLOOD);
      store("parley.db").close();
      assertEquals(0, mark("parley.db"));

      appendChats(store, FLOOD);
      assertNotEquals(0, mark("parley.db"));
    }
  }

  @Test
  void ids_go_on_after_a_kill() throws Exception {
    try (SqlMessageStore store = store("parley.db")) {
      appendChats(store, FLOOD);
      copy("killed.db");
    }
    assertEquals(FLOOD.length + 1, next("killed.db"));
    assertEquals(0, mark("killed.db"));
  }

  @Test
  void after_a_loss_of_power_no_id_that_may_have_been_shown_is_given_again() throws Exception {
    try (SqlMessageStore store = store("parley.db")) {
      appendChats(store, FLOOD);
      copy("lost.db");
    }
    ExternalSqliteClient.execute(
        folder.resolve("lost.db"), "PRAGMA user_version = 4711"); // another start

    long first = FLOOD.length + SqliteMark.LEFT_OUT + 1;
    assertEquals(first, next("lost.db"));
    assertEquals(first + 1, next("lost.db"));
    try (SqlMessageStore store = store("lost.db")) {
      assertEquals(FLOOD.length + 2, lobbyTexts(store).size());
    }
  }

  private SqliteWriter open(String sync, String lag) throws Exception {
    store("writers.db").close();
    Path file = folder.resolve("writers.db");
    HistorySettings settings =
        settings(Map.of("url", "jdbc:sqlite:" + file, "sync", sync, "sync-lag", lag));
    return new SqliteWriter(
        file, settings, new SqliteConnections(file, settings.busyTimeout()), now::get);
  }

  private SqlMessageStore store(String name) throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(Map.of("url", "jdbc:sqlite:" + folder.resolve(name))), Duration.ofHours(1));
  }

  /** The id of what is said next. */
  private long next(String name) throws Exception {
    try (SqlMessageStore store = store(name)) {
      return appendChats(store, "next").get(0).id();
    }
  }

  /** As a kill leaves it. */
  private void copy(String name) throws Exception {
    Files.copy(folder.resolve("parley.db"), folder.resolve(name));
    Files.copy(folder.resolve("parley.db-wal"), folder.resolve(name + "-wal"));
  }

  private long mark(String name) throws SQLException {
    return ExternalSqliteClient.selectLong(folder.resolve(name), "PRAGMA user_version");
  }
}
