package io.parley.history.factory;

import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.query;
import static io.parley.history.TestMessages.search;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import io.parley.history.MessageStoreContract;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.StoredMessage;
import io.parley.history.postgres.PostgresDatabase;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.history.sql.SchemaMigrations;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.SqliteDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * Upgrades databases of older versions. They are test resources: SQLite files as they were closed,
 * and dumps of PostgreSQL. The first schema version has three messages, of which one is indexed.
 * The last versions before 0.2 (SQLite 6, PostgreSQL 5) and version 7 have the 300 messages of
 * {@link #message}, of which 259 are indexed; in version 8 and later all are.
 */
@Timeout(60)
class SchemaUpgradeTest {
  private static final int MESSAGES = 300;

  /** The token of the last message. */
  private static final UUID TOKEN = UUID.fromString("00000000-0000-0000-0000-000000000300");

  private static final List<String> ROOMS = List.of("lobby", "Garden", "厨房");

  @TempDir Path folder;

  private static NewMessage message(long id) {
    return new NewMessage(
        ROOMS.get((int) (id % 3)),
        Instant.parse("2026-01-31T12:00:00.123456Z").plusSeconds(id),
        List.of("Ann", "bob", "Zoë", "爸爸").get((int) (id % 4)),
        id % 50 == 0 ? MessageKind.TOPIC : id % 10 == 0 ? MessageKind.EMOTE : MessageKind.CHAT,
        id % 50 == 0 ? "topic number " + id : id % 7 == 0 ? "你好，世界 " + id : "message number " + id);
  }

  /** As in a program whose jar has the scripts, but not their folder. */
  @Test
  void missing_scripts_are_an_error() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("new.db"));

    HistoryException missing =
        assertThrows(
            HistoryException.class, () -> SchemaMigrations.migrate(source, "no-scripts", 1));

    assertEquals(
        "cannot be created: the scripts history/no-scripts are missing in this program",
        missing.getMessage());
  }

  @Test
  void sqlite_file_of_schema_1_is_upgraded() throws Exception {
    assertUpgradesThreeMessages(Map.of("url", "jdbc:sqlite:" + file("sqlite-1")));
  }

  @Test
  void sqlite_file_of_schema_6_is_upgraded() throws Exception {
    assertUpgrades300Messages(Map.of("url", "jdbc:sqlite:" + file("sqlite-6")));
  }

  @Test
  void sqlite_file_of_schema_7_is_upgraded() throws Exception {
    assertUpgrades300Messages(Map.of("url", "jdbc:sqlite:" + file("sqlite-7")));
  }

  @Test
  void sqlite_file_of_schema_8_is_upgraded() throws Exception {
    Map<String, Object> settings = Map.of("url", "jdbc:sqlite:" + file("sqlite-8"));
    assertUpgrades300Messages(settings);
    try (SqlMessageStore store = open(settings)) {
      store.indexAll();
      long found = searchAllRooms(store, "messag", 1000).size();
      assertEquals(
          LongStream.rangeClosed(1, MESSAGES)
              .filter(id -> message(id).text().startsWith("message"))
              .count(),
          found);
    }
  }

  /** Version 9 is the last one without accounts. */
  @Test
  void sqlite_file_of_schema_9_is_upgraded() throws Exception {
    assertUpgrades300Messages(Map.of("url", "jdbc:sqlite:" + file("sqlite-9")));
  }

  /** Version 11 is the last one whose messages do not change. */
  @Test
  void sqlite_file_of_schema_11_is_upgraded() throws Exception {
    Map<String, Object> settings = Map.of("url", "jdbc:sqlite:" + file("sqlite-9"));
    migrateTo11(settings, "sqlite");
    assertUpgrades300Messages(settings);
    assertChangesMessages(settings);
  }

  @Test
  void postgresql_database_of_schema_11_is_upgraded() throws Exception {
    Map<String, Object> settings = database("postgresql-9");
    migrateTo11(settings, "postgresql");
    assertUpgrades300Messages(settings);
    assertChangesMessages(settings);
  }

  private static void migrateTo11(Map<String, Object> settings, String scripts) {
    Flyway.configure()
        .dataSource(
            String.valueOf(settings.get("url")),
            String.valueOf(settings.getOrDefault("user", "")),
            "")
        .locations("classpath:history/" + scripts)
        .target("11")
        .load()
        .migrate();
  }

  private static void assertChangesMessages(Map<String, Object> settings) throws Exception {
    try (SqlMessageStore store = open(settings)) {
      long id =
          store.after(0, Optional.empty(), Optional.empty(), MESSAGES).stream()
              .filter(StoredMessage::isEditable)
              .findFirst()
              .orElseThrow()
              .id();
      String room = message(id).room();
      assertEquals(Optional.empty(), store.find(room, id).orElseThrow().changes().edited());
      store.edit(room, id, "quince", Instant.parse("2026-02-01T00:00:00Z"));
      assertEquals(1, searchAllRooms(store, "quince", 10).size());
      assertEquals(List.of(id), store.delete(room, List.of(id), "amy"));
      assertEquals(0, searchAllRooms(store, "quince", 10).size());
    }
  }

  @Test
  void postgresql_database_of_schema_9_is_upgraded() throws Exception {
    assertUpgrades300Messages(database("postgresql-9"));
  }

  @Test
  void postgresql_database_of_schema_7_is_upgraded() throws Exception {
    assertUpgrades300Messages(database("postgresql-7"));
  }

  @Test
  void messages_whose_ids_left_none_over_get_the_next_ids_in_sqlite() throws Exception {
    Map<String, Object> settings = Map.of("url", "jdbc:sqlite:" + file("sqlite-7"));
    execute(settings, INSERT_GREATEST_IDS, "UPDATE counter SET last = reserved");
    execute(settings, "UPDATE counter SET reserved = reserved + 100000"); // a floating-point number

    assertStoresMessagesAgain(settings);
  }

  @Test
  void messages_whose_ids_left_none_over_get_the_next_ids_in_postgresql() throws Exception {
    Map<String, Object> settings = database("postgresql-7");
    execute(settings, INSERT_GREATEST_IDS);

    assertStoresMessagesAgain(settings);
  }

  /** As after an import of these messages by version 7. */
  private static final String INSERT_GREATEST_IDS =
      "INSERT INTO message (id, room, room_key, time, nickname, nickname_key, kind, text)"
          + " SELECT 9223372036854775507 + id, room, room_key, time, nickname, nickname_key, kind,"
          + " 'greatest ' || id FROM message WHERE id IN (299, 300);"
          + " UPDATE counter SET last = 9223372036854775807, reserved = 9223372036854775807";

  private static void assertStoresMessagesAgain(Map<String, Object> settings) throws Exception {
    try (SqlMessageStore store = open(settings)) {
      assertEquals(MESSAGES + 3, appendChats(store, "new").get(0).id());
      store.indexAll();
      assertEquals(
          List.of(MESSAGES + 1L, MESSAGES + 2L, MESSAGES + 3L),
          store.after(MESSAGES, Optional.empty(), Optional.empty(), 10).stream()
              .map(StoredMessage::id)
              .toList());
      assertEquals(1, searchAllRooms(store, "greatest 300", 10).size());
    }
  }

  private static void execute(Map<String, Object> settings, String... scripts) throws Exception {
    String user = String.valueOf(settings.getOrDefault("user", ""));
    try (Connection connection =
            DriverManager.getConnection(String.valueOf(settings.get("url")), user, "");
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        for (String sql : script.split("; ", -1)) {
          statement.execute(sql);
        }
      }
    }
  }

  /** Version 6 set user_version while messages could be missing on the disk. */
  @Test
  void ids_that_schema_6_may_have_lost_are_not_assigned_again() throws Exception {
    String url = "jdbc:sqlite:" + file("sqlite-6");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 4711");
    }
    for (int i = 1; i <= 2; i++) {
      try (SqlMessageStore store = open(Map.of("url", url))) {
        assertEquals(MESSAGES + 1_000_000 + i, appendChats(store, "new").get(0).id());
      }
    }
  }

  @Test
  void postgresql_database_of_schema_1_is_upgraded() throws Exception {
    assertUpgradesThreeMessages(database("postgresql-1"));
  }

  @Test
  void postgresql_database_of_schema_5_is_upgraded() throws Exception {
    assertUpgrades300Messages(database("postgresql-5"));
  }

  @Test
  void schema_versions_in_code_are_those_of_the_newest_scripts() throws Exception {
    assertEquals(newestScript("sqlite"), SqliteDatabase.SCHEMA_VERSION);
    assertEquals(newestScript("postgresql"), PostgresDatabase.SCHEMA_VERSION);
  }

  private static int newestScript(String database) throws Exception {
    Path folder =
        Path.of(
            Objects.requireNonNull(
                    SqliteDatabase.class.getResource("/history/" + database + "/V1__messages.sql"))
                .toURI());
    try (Stream<Path> scripts = Files.list(folder.resolveSibling("."))) {
      return scripts
          .map(script -> script.getFileName().toString())
          .filter(name -> name.matches("V[0-9]+__.*\\.sql"))
          .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf('_'))))
          .max()
          .orElseThrow();
    }
  }

  private Path file(String name) throws Exception {
    Path file = folder.resolve(name + ".db");
    try (InputStream in = new GZIPInputStream(resource(name + ".db.gz"))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static Map<String, Object> database(String name) throws Exception {
    String url = PostgresTestServer.shared().createDatabase();
    try (InputStream in = resource(name + ".sql");
        Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return Map.of("url", url, "user", "postgres");
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(SchemaUpgradeTest.class.getResourceAsStream("/history/" + name));
  }

  private static SqlMessageStore open(Map<String, Object> settings) throws Exception {
    return MessageStoreFactory.openSqlStore(
        settings(settings), MessageStoreContract.NO_BACKGROUND_INDEXING);
  }

  private static void assertUpgradesThreeMessages(Map<String, Object> settings) throws Exception {
    try (SqlMessageStore store = open(settings)) {
      assertEquals(4, appendChats(store, "four").get(0).id());
      assertEquals(List.of("one", "two", "three", "four"), lobbyTexts(store));
      assertEquals("two", store.topic("lobby").orElseThrow().content().text());
      for (int i = 0; i < 2; i++) {
        assertEquals(List.of("three", "one"), search(store, "from:bob"));
        assertEquals(List.of("one"), search(store, "one"));
        store.indexAll();
      }
    }
    try (SqlMessageStore reopened = open(settings)) {
      assertEquals(List.of("four"), search(reopened, "four"));
      assertEquals(5, appendChats(reopened, "five").get(0).id());
    }
  }

  private static void assertUpgrades300Messages(Map<String, Object> settings) throws Exception {
    List<StoredMessage> all =
        LongStream.rangeClosed(1, MESSAGES)
            .mapToObj(id -> new StoredMessage(id, message(id)))
            .toList();
    try (SqlMessageStore store = open(settings)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(all, store.after(0, Optional.empty(), Optional.empty(), 1000));
        assertFinds(store, "世界", all, message -> message.text().contains("世界"));
        assertFinds(store, "from:爸爸", all, message -> message.nickname().equals("爸爸"));
        assertFinds(store, "number from:ann in:garden", all, SchemaUpgradeTest::isOfAnnInGarden);
        for (String room : ROOMS) {
          List<StoredMessage> ofRoom = filter(all, message -> message.room().equals(room));
          List<StoredMessage> topics =
              filter(ofRoom, message -> message.kind() == MessageKind.TOPIC);
          assertEquals(ofRoom, store.before(room, Long.MAX_VALUE, 1000));
          assertEquals(Optional.of(topics.get(topics.size() - 1)), store.topic(room));
        }
        store.indexAll();
      }
      assertEquals(List.of(all.get(MESSAGES - 1)), store.append(TOKEN, List.of(message(MESSAGES))));
      assertEquals(MESSAGES + 1, appendChats(store, "new").get(0).id());
    }
    try (SqlMessageStore reopened = open(settings)) {
      assertEquals(all, reopened.after(0, Optional.empty(), Optional.empty(), MESSAGES));
      assertEquals(List.of("new"), search(reopened, "new"));
      assertEquals(MESSAGES + 2, appendChats(reopened, "newer").get(0).id());
    }
  }

  private static List<StoredMessage> searchAllRooms(SqlMessageStore store, String typed, int limit)
      throws HistoryException {
    return store.search(query(typed), Set.copyOf(ROOMS), limit, SearchBudget.UNLIMITED).messages();
  }

  private static boolean isOfAnnInGarden(NewMessage message) {
    return message.nickname().equals("Ann")
        && message.room().equals("Garden")
        && message.text().contains("number");
  }

  private static void assertFinds(
      SqlMessageStore store, String typed, List<StoredMessage> all, Predicate<NewMessage> condition)
      throws HistoryException {
    List<StoredMessage> expected = filter(all, condition);
    assertTrue(expected.size() > 10, () -> typed + " finds " + expected.size());
    List<StoredMessage> newestFirst = searchAllRooms(store, typed, 1000);
    assertEquals(Set.copyOf(expected), Set.copyOf(newestFirst));
    assertEquals(expected.size(), newestFirst.size());
  }

  private static List<StoredMessage> filter(
      List<StoredMessage> messages, Predicate<NewMessage> condition) {
    return messages.stream().filter(message -> condition.test(message.content())).toList();
  }
}
