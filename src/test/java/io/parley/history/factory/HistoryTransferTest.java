package io.parley.history.factory;

import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageCount;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.Reaction;
import io.parley.history.StoredMessage;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.history.sql.SqlMessageStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of whole histories between SQLite and a real PostgreSQL server. */
@Timeout(120)
class HistoryTransferTest {
  private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir Path folder;

  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Test
  void history_is_unchanged_after_a_copy_to_postgresql_and_back() throws Exception {
    HistorySettings first = sqlite("first.db");
    HistorySettings database = postgresql();
    HistorySettings last = sqlite("last.db");
    try (SqlMessageStore store = open(first)) {
      fill(store);
    }
    List<StoredMessage> messages = all(first);
    List<Long> progress = new ArrayList<>();

    assertEquals(1403, HistoryTransfer.copy(first, database, Map.of(4L, 9L), progress::add));
    assertEquals(1403, HistoryTransfer.copy(database, last, Map.of(9L, 4L), copied -> {}));

    assertEquals(List.of(500L, 1000L, 1403L), progress);
    assertEquals(messages, all(database));
    assertEquals(messages, all(last));
    for (HistorySettings copy : List.of(database, last)) {
      try (SqlMessageStore store = open(copy)) {
        store.indexAll();
        assertEquals(List.of("needle"), search(store, "needle"));
        assertEquals("roses", store.topic("GARDEN").orElseThrow().content().text());
        assertEquals(new MessageCount(1403, true), store.count(Duration.ofSeconds(30)));
        assertEquals(1407, appendChats(store, "the last two were deleted").get(0).id());
      }
    }
  }

  @Test
  void changes_replies_and_author_numbers_are_copied() throws Exception {
    HistorySettings first = sqlite("first.db");
    HistorySettings database = postgresql();
    HistorySettings last = sqlite("last.db");
    OptionalLong account = OptionalLong.of(4);
    OptionalLong removed = OptionalLong.of(5);
    OptionalLong guest = OptionalLong.of(-6);
    try (SqlMessageStore store = open(first)) {
      append(store, by(account, 0, "lunch?"), by(removed, 1, "no"), by(guest, 1, "yes"));
      appendChats(store, "gone");
      store.edit("lobby", 1, "dinner?", LATER);
      store.delete("lobby", List.of(4L), "amy");
      store.react("lobby", 1, "👍", "ann", account, true);
      store.react("lobby", 1, "👍", "bob", guest, true);
      store.react("lobby", 1, "👍", "eve", OptionalLong.empty(), true);
    }
    List<StoredMessage> messages = new ArrayList<>(all(first));
    assertEquals("dinner?", messages.get(1).quote().orElseThrow().text());
    messages.set(
        1,
        new StoredMessage(
            2,
            messages.get(1).content().withAuthor(OptionalLong.empty()),
            messages.get(1).changes(),
            messages.get(1).quote()));

    HistoryTransfer.copy(first, database, Map.of(4L, 9L), copied -> {});
    HistoryTransfer.copy(database, last, Map.of(9L, 4L), copied -> {});

    assertEquals(OptionalLong.of(9), all(database).get(0).content().author());
    assertEquals(messages, all(last));
    try (SqlMessageStore store = open(last)) {
      store.react("lobby", 1, "👍", "annie", account, true);
      store.react("lobby", 1, "👍", "bobby", guest, false);
      StoredMessage after =
          store.react("lobby", 1, "👍", "eve", OptionalLong.empty(), false).orElseThrow();
      assertEquals(List.of(new Reaction("👍", List.of("ann"))), after.changes().reactions());
    }
  }

  private static NewMessage by(OptionalLong author, long replyTo, String text) {
    return new NewMessage(
        "lobby",
        LATER,
        "ann",
        MessageKind.CHAT,
        text,
        author,
        replyTo == 0 ? OptionalLong.empty() : OptionalLong.of(replyTo));
  }

  /** With a gap of ids, and the last ids deleted. */
  private static void fill(SqlMessageStore store) throws Exception {
    appendChats(store, IntStream.range(0, 1400).mapToObj(i -> "text " + i).toArray(String[]::new));
    append(
        store,
        topic("Garden", "roses"),
        new NewMessage(
            "lobby",
            Instant.parse("2026-02-01T00:00:00.000001Z"),
            "Zoë",
            MessageKind.EMOTE,
            "waves 爸爸 😀 \\ ' \" \n"),
        chat("needle"));
    append(
        store,
        new NewMessage(
            "lobby", Instant.parse("2001-01-01T00:00:00Z"), "ann", MessageKind.CHAT, "a"),
        new NewMessage(
            "lobby", Instant.parse("2001-01-01T00:00:00Z"), "ann", MessageKind.CHAT, "b"),
        new NewMessage(
            "lobby", Instant.parse("2001-01-01T00:00:00Z"), "ann", MessageKind.CHAT, "c"));
    assertEquals(3, store.prune(Instant.parse("2002-01-01T00:00:00Z")));
  }

  @Test
  void target_with_messages_is_refused_and_unchanged() throws Exception {
    HistorySettings first = sqlite("first.db");
    HistorySettings other = sqlite("other.db");
    try (SqlMessageStore store = open(first)) {
      appendChats(store, "one");
    }
    try (SqlMessageStore store = open(other)) {
      appendChats(store, "two", "three");
    }
    List<StoredMessage> before = all(other);

    assertEquals(
        other.location() + " has messages already: copy to a new history, or delete it first",
        failure(first, other));
    assertEquals(
        first.location() + " has messages already: copy to a new history, or delete it first",
        failure(first, first));
    assertEquals(before, all(other));
  }

  /** As when a server stores messages meanwhile. */
  @Test
  void source_that_changes_during_the_copy_is_reported() throws Exception {
    HistorySettings first = sqlite("first.db");
    HistorySettings copy = sqlite("copy.db");
    try (SqlMessageStore store = open(first)) {
      appendChats(store, "one", "two");

      HistoryException changed =
          assertThrows(
              HistoryException.class,
              () -> HistoryTransfer.copy(first, copy, Map.of(), copied -> pruneQuietly(store)));

      assertEquals(
          "a history has changed while it was copied (0 messages instead of 2): stop the server that"
              + " uses it; "
              + copy.location()
              + " is incomplete: delete it and copy again",
          changed.getMessage());
    }
  }

  private static void pruneQuietly(MessageStore store) {
    try {
      store.prune(Instant.parse("2030-01-01T00:00:00Z"));
    } catch (HistoryException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void history_exists_when_it_has_tables() throws Exception {
    for (HistorySettings history : List.of(sqlite("new.db"), postgresql())) {
      assertFalse(MessageStoreFactory.exists(history), history::location);
      open(history).close();
      assertTrue(MessageStoreFactory.exists(history), history::location);
    }
  }

  @Test
  void postgresql_history_is_not_backed_up() throws Exception {
    HistorySettings database = postgresql();

    HistoryException refused =
        assertThrows(
            HistoryException.class,
            () -> HistoryTransfer.backup(database, folder.resolve("copy.db"), false));

    assertEquals(
        "the history is in " + database.location() + ": use pg_dump to back it up",
        refused.getMessage());
  }

  private static String failure(HistorySettings from, HistorySettings to) {
    return String.valueOf(
        assertThrows(
                HistoryException.class,
                () -> HistoryTransfer.copy(from, to, Map.of(), copied -> {}))
            .getMessage());
  }

  private HistorySettings sqlite(String name) throws Exception {
    return settings(Map.of("url", "jdbc:sqlite:" + folder.resolve(name)));
  }

  private static HistorySettings postgresql() throws Exception {
    return settings(
        Map.of("url", PostgresTestServer.shared().createDatabase(), "user", "postgres"));
  }

  private static SqlMessageStore open(HistorySettings settings) throws HistoryException {
    return MessageStoreFactory.openSqlStore(settings, Duration.ofHours(1));
  }

  private static List<StoredMessage> all(HistorySettings history) throws HistoryException {
    try (SqlMessageStore store = open(history)) {
      return store.after(0, Optional.empty(), Optional.empty(), 10_000);
    }
  }
}
