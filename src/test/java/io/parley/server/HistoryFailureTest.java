package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.history.postgres.PostgresTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Failures of the history while members chat: they are notified, and no message is lost. */
@Timeout(120)
class HistoryFailureTest {
  @TempDir Path folder;
  private String sqlite;

  /** An action that causes a failure or ends it. */
  private interface FaultAction {
    void run() throws Exception;
  }

  @BeforeEach
  void configure() {
    sqlite = "jdbc:sqlite:" + folder.resolve("parley.db");
  }

  @Test
  void locked_sqlite_file_suspends_delivery_until_unlocked() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement()) {
      assertSuspendedThenDelivered(
          server,
          () -> statement.execute("BEGIN EXCLUSIVE"),
          "parley.db is locked by another program (waited 50 ms)",
          () -> statement.execute("ROLLBACK"));
    }
  }

  /** As with a full disk or a read-only file. */
  @Test
  void full_sqlite_file_suspends_delivery_until_it_has_space() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement()) {
      assertSuspendedThenDelivered(
          server,
          () ->
              statement.execute(
                  "CREATE TRIGGER full BEFORE INSERT ON message BEGIN"
                      + " SELECT RAISE(ABORT, 'disk full in test'); END"),
          "disk full in test",
          () -> statement.execute("DROP TRIGGER full"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it does not move open files
  void moved_sqlite_file_suspends_delivery_until_it_is_put_back() throws Exception {
    Path file = Path.of(sqlite.substring("jdbc:sqlite:".length()));
    Path elsewhere = file.resolveSibling("elsewhere.db");
    try (ParleyServer server = server(Map.of("url", sqlite))) {
      assertSuspendedThenDelivered(
          server,
          () -> Files.move(file, elsewhere),
          "delivery is suspended: " + file + " was deleted or moved while it is in use",
          () -> Files.move(elsewhere, file));
    }
  }

  @Test
  void restarted_postgresql_suspends_delivery_until_it_is_back() throws Exception {
    PostgresTestServer postgres = PostgresTestServer.shared();
    Map<String, String> settings =
        Map.of("url", postgres.createDatabase(), "user", "postgres", "connect-timeout", "500 ms");
    try (ParleyServer server = server(settings)) {
      assertSuspendedThenDelivered(server, postgres::stop, "cannot be reached", postgres::start);
    }
  }

  @Test
  void member_of_several_rooms_is_notified_once() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement();
        ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat");
        ExtendedBeejClient chris = ExtendedBeejClient.joined(server, "chris")) {
      pat.joinRoom("garden");
      chris.joinRoom("garden");
      pat.readUntil("chris joined garden");
      statement.execute("BEGIN EXCLUSIVE");
      pat.say("in the garden");
      assertEquals(
          List.of(ExtendedBeejClient.SUSPENDED_NOTICE),
          pat.readUntil(ExtendedBeejClient.SUSPENDED_NOTICE));
      chris.joinRoom("lobby");
      chris.say("in the lobby");
      chris.readPending(); // a fence: the message has reached the lobby
      statement.execute("ROLLBACK");

      List<String> received = new ArrayList<>(pat.readUntil(ExtendedBeejClient.RESUMED_NOTICE));
      received.addAll(pat.readPending());

      assertEquals(
          1,
          received.stream().filter(ExtendedBeejClient.RESUMED_NOTICE::equals).count(),
          received::toString);
      assertEquals(
          0,
          received.stream().filter(ExtendedBeejClient.SUSPENDED_NOTICE::equals).count(),
          received::toString);
    }
  }

  private static void assertSuspendedThenDelivered(
      ParleyServer server, FaultAction fault, String why, FaultAction repair) throws Exception {
    try (ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat");
        ExtendedBeejClient chris = ExtendedBeejClient.joined(server, "chris")) {
      pat.readUntil("chris joined lobby");
      pat.say("before");
      pat.readUntil("pat: before #1");
      chris.readUntil("pat: before #1");

      fault.run();
      try (ExtendedBeejClient late = joinWhileSuspended(server, pat, chris, why)) {
        repair.run();

        List<String> all =
            List.of(
                "pat: one #2",
                ExtendedBeejClient.RESUMED_NOTICE,
                "chris: two #3",
                "pat: three #4",
                "late joined lobby",
                "chris: four #5");
        assertEquals(all, pat.readUntil("chris: four #5"));
        assertEquals(all, chris.readUntil("chris: four #5"));
        assertEquals(
            List.of(
                ExtendedBeejClient.RESUMED_NOTICE,
                "past: pat: before #1",
                "past: pat: one #2",
                "past: chris: two #3",
                "past: pat: three #4",
                "late joined lobby",
                "chris: four #5"),
            late.readUntil("chris: four #5"));
        assertEquals(
            List.of(
                "past: pat: before #1",
                "past: pat: one #2",
                "past: chris: two #3",
                "past: pat: three #4",
                "past: chris: four #5"),
            late.history());
      }
    }
  }

  /** Members chat and join, and get only the notice that delivery is suspended. */
  private static ExtendedBeejClient joinWhileSuspended(
      ParleyServer server, ExtendedBeejClient pat, ExtendedBeejClient chris, String why) {
    LoggingTestKit.error(why)
        .expect(
            server.system(),
            () -> {
              pat.say("one");
              assertEquals(
                  List.of(ExtendedBeejClient.SUSPENDED_NOTICE),
                  pat.readUntil(ExtendedBeejClient.SUSPENDED_NOTICE));
              return 0;
            });
    assertEquals(
        List.of(ExtendedBeejClient.SUSPENDED_NOTICE),
        chris.readUntil(ExtendedBeejClient.SUSPENDED_NOTICE));
    chris.say("two");
    assertEquals(List.of(), chris.readPending());
    pat.say("three");
    assertEquals(List.of(), pat.readPending());
    ExtendedBeejClient late = ExtendedBeejClient.connect(server, "late");
    assertEquals(
        List.of(ExtendedBeejClient.SUSPENDED_NOTICE),
        late.readUntil(ExtendedBeejClient.SUSPENDED_NOTICE));
    chris.say("four");
    for (ExtendedBeejClient each : List.of(pat, chris, late)) {
      assertEquals(List.of(), each.readPending());
    }
    return late;
  }

  private static ParleyServer server(Map<String, String> history) {
    Map<String, String> all = new HashMap<>(Map.of("parley.history.busy-timeout", "50 ms"));
    history.forEach((key, value) -> all.put("parley.history." + key, value));
    return TestServers.startBeej(all);
  }
}
