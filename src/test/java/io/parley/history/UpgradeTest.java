package io.parley.history;

import static io.parley.history.Sayings.appendChats;
import static io.parley.history.Sayings.past;
import static io.parley.history.Sayings.search;
import static io.parley.history.Sayings.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
class UpgradeTest {
  @TempDir Path folder;

  @Test
  void a_file_of_the_first_version_goes_on() throws Exception {
    SQLiteDataSource source = file();
    make(
        source,
        new SqliteVendor(),
        1,
        "INSERT INTO message_words (rowid, words) VALUES (1, 'one')");

    goesOn(Map.of("url", source.getUrl()));
  }

  @Test
  void a_file_of_the_version_before_goes_on() throws Exception {
    SQLiteDataSource source = file();
    Vendor vendor = new SqliteVendor();
    make(
        source,
        vendor,
        4,
        "INSERT INTO message_words (rowid, words) VALUES (1, '" + words(vendor) + "')");

    goesOn(Map.of("url", source.getUrl()));
  }

  @Test
  void a_database_of_the_version_before_goes_on() throws Exception {
    String url = PostgresServer.shared().createDatabase();
    DataSource source = database(url);
    Vendor vendor = new PostgresVendor();
    make(
        source,
        vendor,
        2,
        "INSERT INTO message_words (id, words) VALUES (1, CAST($$"
            + words(vendor)
            + "$$ AS tsvector))");

    goesOn(Map.of("url", url, "user", "postgres"));
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

  private static String words(Vendor vendor) {
    return vendor.document(List.of("one", Terms.saidBy("bob")));
  }

  @Test
  void a_database_of_the_first_version_goes_on() throws Exception {
    String url = PostgresServer.shared().createDatabase();
    DataSource source = database(url);
    make(
        source, new PostgresVendor(), 1, "INSERT INTO message_words (id, words) VALUES (1, 'one')");

    goesOn(Map.of("url", url, "user", "postgres"));
  }

  private static void make(DataSource source, Vendor vendor, int files, String words)
      throws SQLException, HistoryException {
    Migrations.run(source, vendor, Migrations.files(vendor).subList(0, files));
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

  private static void goesOn(Map<String, Object> settings) throws Exception {
    try (SqlStore store = Stores.openSql(settings(settings), HistoryStoreContract.NOT_BY_ITSELF)) {
      assertEquals(4, appendChats(store, "four").get(0).id());
      assertEquals(List.of("one", "two", "three", "four"), past(store));
      assertEquals("two", store.topic("lobby").orElseThrow().saying().text());
      for (int i = 0; i < 2; i++) {
        assertEquals(List.of("three", "one"), search(store, "from:bob"));
        assertEquals(List.of("one"), search(store, "one"));
        store.index();
      }
    }
    try (SqlStore again = Stores.openSql(settings(settings), HistoryStoreContract.NOT_BY_ITSELF)) {
      assertEquals(List.of("four"), search(again, "four"));
    }
  }
}
