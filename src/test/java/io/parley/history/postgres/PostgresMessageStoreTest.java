package io.parley.history.postgres;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.chat;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.MessageCount;
import io.parley.history.MessageStore;
import io.parley.history.MessageStoreContract;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.StoredMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.Database;
import io.parley.history.sql.OccupiedReads;
import io.parley.history.sql.SqlMessageStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The message store on a real PostgreSQL server. */
class PostgresMessageStoreTest extends MessageStoreContract {
  private static final String SECRET = "do-not-tell";

  private String url;

  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Override
  protected MessageStore createStore() throws Exception {
    url = PostgresTestServer.shared().createDatabase();
    return open(url);
  }

  private static SqlMessageStore open(String url) throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(
            Map.of("url", url, "user", "postgres", "password", SECRET, "connect-timeout", "1 s")),
        NO_BACKGROUND_INDEXING);
  }

  @Test
  void messages_tokens_and_index_survive_restart() throws Exception {
    UUID token = UUID.randomUUID();
    List<StoredMessage> stored = store.append(token, List.of(chat("one")));
    store.close();

    store = open(url);

    assertEquals(stored, store.append(token, List.of(chat("one"))));
    assertEquals(List.of("one"), search(store, "one"));
    assertEquals(2, appendChats(store, "two").get(0).id());
  }

  @Test
  void sync_setting_sets_synchronous_commit() throws Exception {
    try (Database database = database("on")) {
      database.write(
          connection -> {
            connection.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit TO on',"
                    + " current_database()); END $$");
            return null;
          });
    }
    assertEquals("on", synchronousCommit("on"));
    assertEquals("off", synchronousCommit("off"));
  }

  private String synchronousCommit(String sync) throws Exception {
    try (Database database = database(sync)) {
      return database.write(
          connection -> {
            try (Statement statement = connection.jdbcConnection().createStatement();
                ResultSet rows = statement.executeQuery("SHOW synchronous_commit")) {
              assertTrue(rows.next());
              return rows.getString(1);
            }
          });
    }
  }

  private Database database(String sync) throws Exception {
    return database(Map.of("sync", sync));
  }

  private Database database(Map<String, Object> changes) throws Exception {
    Map<String, Object> all = new HashMap<>(changes);
    all.putAll(Map.of("url", url, "user", "postgres", "password", SECRET));
    return PostgresDatabase.open(settings(all));
  }

  @Test
  void room_starts_while_questions_occupy_all_connections() throws Exception {
    appendChats(store, "one", "two");
    try (Database database = database(Map.of("max-connections", 5, "connect-timeout", "250 ms"));
        SqlMessageStore other = new SqlMessageStore(database, NO_BACKGROUND_INDEXING);
        OccupiedReads questions = OccupiedReads.of(database)) {
      assertEquals(2, questions.count());
      assertEquals(2, other.recent("lobby", 10).messages().size());
      assertEquals(1, other.missed("lobby", 1, 10).size());
      assertEquals(1, appendChats(other, "three").size());
    }
  }

  /** The lock stands for a large table. */
  @Test
  void count_that_takes_too_long_is_an_estimate() throws Exception {
    appendChats(store, "one", "two", "three");
    try (Connection other = DriverManager.getConnection(url, "postgres", SECRET);
        Statement statement = other.createStatement()) {
      statement.execute("ANALYZE message");
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");

      assertEquals(new MessageCount(3, false), store.count(Duration.ofMillis(50)));
    }
    assertEquals(new MessageCount(3, true), store.count(Duration.ofSeconds(30)));
  }

  /** The lock stands for a slow query. */
  @Test
  void search_whose_query_takes_too_long_says_how_many_messages_were_searched() throws Exception {
    appendChats(store, "old word");
    indexAll();
    appendChats(store, "new word");
    SearchBudget budget = new SearchBudget(1000, Duration.ofMillis(200));
    SearchQuery query = SearchQuery.parse("word", ZoneOffset.UTC);

    try (Connection other = DriverManager.getConnection(url, "postgres", SECRET);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE message_words IN ACCESS EXCLUSIVE MODE");

      SearchResult part = store.search(query, Set.of("lobby"), 10, budget);
      assertEquals(
          List.of("new word"), part.messages().stream().map(m -> m.content().text()).toList());
      assertEquals(OptionalLong.of(1), part.searched());
    }
    assertEquals(List.of("new word", "old word"), search(store, "word"));
  }

  @Test
  void store_works_again_after_server_restart() throws Exception {
    appendChats(store, "before");
    UUID token = UUID.randomUUID();
    List<NewMessage> messages = List.of(chat("while it was away"));

    PostgresTestServer.shared().stop();
    try {
      for (int i = 0; i < 2; i++) {
        assertNamesServer(
            assertThrows(HistoryException.class, () -> store.append(token, messages)),
            "cannot be reached");
      }
      assertNamesServer(assertThrows(HistoryException.class, () -> lobbyTexts(store)), "cannot be");
      assertThrows(HistoryException.class, () -> store.edit("lobby", 1, "no", Instant.EPOCH));
      assertThrows(HistoryException.class, () -> store.delete("lobby", List.of(1L), "amy"));
      assertThrows(
          HistoryException.class,
          () -> store.react("lobby", 1, "👍", "bob", OptionalLong.empty(), true));
      assertNamesServer(assertThrows(HistoryException.class, () -> open(url)), "cannot be reached");
    } finally {
      PostgresTestServer.shared().start();
    }

    retryUntilConnected(() -> store.append(token, messages));
    assertEquals(
        List.of("before", "while it was away"), retryUntilConnected(() -> lobbyTexts(store)));
    indexAll();
    assertEquals(List.of("while it was away"), search(store, "away"));
  }

  @Test
  void store_works_again_after_connections_were_cut() throws Exception {
    appendChats(store, "before");
    PostgresTestServer.shared()
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'Parley'");

    UUID token = UUID.randomUUID();
    try {
      store.append(token, List.of(chat("after")));
    } catch (HistoryException cut) {
      store.append(token, List.of(chat("after")));
    }

    assertEquals(List.of("before", "after"), lobbyTexts(store));
  }

  @Test
  void missing_database_is_named() throws Exception {
    assertNamesServer(
        assertThrows(
            HistoryException.class,
            () -> open(PostgresTestServer.shared().url("no_such_database"))),
        "has no database no_such_database");
  }

  @Test
  void database_with_other_tables_is_rejected() throws Exception {
    String other = PostgresTestServer.shared().createDatabase();
    try (var connection = DriverManager.getConnection(other, "postgres", SECRET);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE something_else (id int)");
    }

    assertNamesServer(
        assertThrows(HistoryException.class, () -> open(other)),
        "has tables that do not belong to Parley");
  }

  private static void assertNamesServer(HistoryException failure, String description) {
    String message = failure.getMessage();
    assertTrue(message.contains("127.0.0.1:" + PostgresTestServer.shared().port()), message);
    assertTrue(message.contains(description), message);
    assertFalse(message.contains(SECRET), message);
  }

  /** Retries until the pool has reconnected. */
  private static <T> T retryUntilConnected(Callable<T> attempt) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return attempt.call();
      } catch (HistoryException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }
}
