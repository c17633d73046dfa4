package io.parley.history.factory;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.HistoryException;
import io.parley.history.MessageStoreContract;
import io.parley.history.SearchTerms;
import io.parley.history.postgres.PostgresDialect;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.history.sql.SchemaMigrations;
import io.parley.history.sql.SqlDialect;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Histories that older versions made go on. */
@Timeout(60)
class SchemaUpgradeTest {
  @TempDir Path folder;

  @Test
  void a_file_of_the_first_version_goes_on() throws Exception {
    SQLiteDataSource source = file();
    createAtVersion(
        source,
        new SqliteDialect(),
        1,
        "INSERT INTO message_words (rowid, words) VALUES (1, 'one')");

    assertUpgrades(Map.of("url", source.getUrl()));
  }

  @Test
  void a_file_of_the_version_before_goes_on() throws Exception {
    SQLiteDataSource source = file();
    SqlDialect vendor = new SqliteDialect();
    createAtVersion(
        source,
        vendor,
        4,
        "INSERT INTO message_words (rowid, words) VALUES (1, '" + words(vendor) + "')");

    assertUpgrades(Map.of("url", source.getUrl()));
  }

  @Test
  void a_database_of_the_version_before_goes_on() throws Exception {
    String url = PostgresTestServer.shared().createDatabase();
    DataSource source = database(url);
    SqlDialect vendor = new PostgresDialect();
    createAtVersion(
        source,
        vendor,
        2,
        "INSERT INTO message_words (id, words) VALUES (1, CAST($$"
            + words(vendor)
            + "$$ AS tsvector))");

    assertUpgrades(Map.of("url", url, "user", "postgres"));
  }

  private SQLiteDataSource file() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("parley.db"));
    return source;
  }

  private static DataSource database(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser("postgres");
    return source;
  }

  private static String words(SqlDialect vendor) {
    return vendor.indexDocument(List.of("one", SearchTerms.authorTerm("bob")));
  }

  @Test
  void a_database_of_the_first_version_goes_on() throws Exception {
    String url = PostgresTestServer.shared().createDatabase();
    DataSource source = database(url);
    createAtVersion(
        source,
        new PostgresDialect(),
        1,
        "INSERT INTO message_words (id, words) VALUES (1, 'one')");

    assertUpgrades(Map.of("url", url, "user", "postgres"));
  }

  private static void createAtVersion(DataSource source, SqlDialect vendor, int files, String words)
      throws SQLException, HistoryException {
    SchemaMigrations.migrate(source, vendor, SchemaMigrations.scripts(vendor).subList(0, files));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String row =
          "INSERT INTO message (id, room, room_key, time, nickname, nickname_key, kind, text)"
              + " VALUES (%d, 'lobby', 'lobby', '2026-01-31T12:00:00.123456Z', '%s', '%s', '%s', '%s')";
      statement.execute(row.formatted(1, "Bob", "bob", "chat", "one"));
      statement.execute(row.formatted(2, "ann", "ann", "topic", "two"));
      statement.execute(row.formatted(3, "bob", "bob", "emote", "three"));
      statement.execute("UPDATE counter SET last = 3");
      statement.execute("INSERT INTO token (token, first_id) VALUES ('of-old', 1)");
      statement.execute(words);
      statement.execute("UPDATE indexed SET last = 1");
    }
  }

  private static void assertUpgrades(Map<String, Object> settings) throws Exception {
    try (SqlMessageStore store =
        MessageStoreFactory.openSqlStore(
            settings(settings), MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      assertEquals(4, appendChats(store, "four").get(0).id());
      assertEquals(List.of("one", "two", "three", "four"), lobbyTexts(store));
      assertEquals("two", store.topic("lobby").orElseThrow().content().text());
      for (int i = 0; i < 2; i++) {
        assertEquals(List.of("three", "one"), search(store, "from:bob"));
        assertEquals(List.of("one"), search(store, "one"));
        store.indexAll();
      }
    }
    try (SqlMessageStore again =
        MessageStoreFactory.openSqlStore(
            settings(settings), MessageStoreContract.NO_BACKGROUND_INDEXING)) {
      assertEquals(List.of("four"), search(again, "four"));
    }
  }
}
