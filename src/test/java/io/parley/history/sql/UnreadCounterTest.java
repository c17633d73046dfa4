package io.parley.history.sql;

import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.NewMessage;
import io.parley.history.TestMessages;
import io.parley.history.UnreadCount;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.postgres.PostgresTestServer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans of the queries: each reads an index from one end, and no whole table. */
class UnreadCounterTest {
  private static final Duration NO_BACKGROUND_INDEXING = Duration.ofDays(1);
  private static final int MESSAGES = 5000;

  private static final List<String> QUERIES =
      List.of(
          UnreadCounter.COUNT_UNINDEXED.replaceFirst("\\?", "4990"),
          UnreadCounter.COUNT_INDEXED,
          UnreadCounter.SELECT_NEWEST);

  @TempDir Path folder;

  @Test
  void sqlite_searches_indexes_only() throws Exception {
    try (SqlMessageStore store =
        MessageStoreFactory.openSqlStore(
            settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("parley.db"))),
            NO_BACKGROUND_INDEXING)) {
      fill(store);

      for (String query : QUERIES) {
        List<String> plan = plan(store, "EXPLAIN QUERY PLAN " + withValues(query), "detail");
        assertFalse(
            plan.stream().anyMatch(step -> step.matches("SCAN (m|o|message|message_of)\\b.*")),
            plan::toString);
        assertFalse(plan.stream().anyMatch(step -> step.contains("TEMP B-TREE")), plan::toString);
        assertTrue(plan.stream().anyMatch(step -> step.startsWith("SEARCH ")), plan::toString);
      }
    }
  }

  @Test
  void postgresql_searches_indexes_only() throws Exception {
    try (SqlMessageStore store =
        MessageStoreFactory.openSqlStore(
            settings(
                Map.of("url", PostgresTestServer.shared().createDatabase(), "user", "postgres")),
            NO_BACKGROUND_INDEXING)) {
      fill(store);
      store
          .database()
          .write(
              connection -> {
                connection.execute("ANALYZE message");
                connection.execute("ANALYZE message_of");
                return null;
              });

      for (String query : QUERIES) {
        List<String> plan = plan(store, "EXPLAIN " + withValues(query), "QUERY PLAN");
        assertFalse(
            plan.stream().anyMatch(step -> step.contains("Seq Scan on message")), plan::toString);
        assertTrue(plan.stream().anyMatch(step -> step.contains("Index")), plan::toString);
      }
    }
  }

  /** The room is one of ten. */
  private static void fill(SqlMessageStore store) throws Exception {
    List<NewMessage> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(i % 10 == 0 ? TestMessages.chat("m") : TestMessages.topic("room" + i % 10, "t"));
    }
    append(store, messages.toArray(NewMessage[]::new));
    store.indexAll();
    Assertions.assertEquals(new UnreadCount(4991, 50, false), store.countUnread("lobby", 0, 50));
    Assertions.assertEquals(new UnreadCount(4991, 9, true), store.countUnread("lobby", 4901, 50));
  }

  private static String withValues(String query) {
    return query
        .replace("room_key = ?", "room_key = 'lobby'")
        .replace("o.id > ?", "o.id > 4000")
        .replace("o.id <= ?", "o.id <= 5000")
        .replace("LIMIT ?", "LIMIT 50");
  }

  private static List<String> plan(SqlMessageStore store, String sql, String column)
      throws Exception {
    return store
        .database()
        .read(
            connection -> {
              List<String> steps = new ArrayList<>();
              try (Statement statement = connection.jdbcConnection().createStatement();
                  ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                  steps.add(rows.getString(column));
                }
              } catch (SQLException e) {
                throw new AssertionError(sql, e);
              }
              return steps;
            });
  }
}
