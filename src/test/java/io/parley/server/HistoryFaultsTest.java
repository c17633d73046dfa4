package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.history.postgres.PostgresTestServer;
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
import org.junit.jupiter.api.io.TempDir;

/** The history fails while people talk: what they see of it, and that nothing is lost. */
@Timeout(120)
class HistoryFaultsTest {
  @TempDir Path folder;
  private String sqlite;

  /** Something that makes the history fail, or mends it. */
  private interface Change {
    void make() throws Exception;
  }

  @BeforeEach
  void name() {
    sqlite = "jdbc:sqlite:" + folder.resolve("parley.db");
  }

  @Test
  void a_file_that_another_program_has_locked() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement()) {
      nothingIsShownMeanwhileAndAllOfItAfterwards(
          server,
          () -> statement.execute("BEGIN EXCLUSIVE"),
          "parley.db is locked by another program (waited 50 ms)",
          () -> statement.execute("ROLLBACK"));
    }
  }

  /** As on a disk that is full, or with a file that may only be read. */
  @Test
  void a_file_that_takes_nothing_more() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement()) {
      nothingIsShownMeanwhileAndAllOfItAfterwards(
          server,
          () ->
              statement.execute(
                  "CREATE TRIGGER full BEFORE INSERT ON message BEGIN"
                      + " SELECT RAISE(ABORT, 'nothing more goes in here'); END"),
          "nothing more goes in here",
          () -> statement.execute("DROP TRIGGER full"));
    }
  }

  @Test
  void a_postgresql_server_that_is_stopped_and_started_again() throws Exception {
    PostgresTestServer postgres = PostgresTestServer.shared();
    Map<String, String> settings =
        Map.of("url", postgres.createDatabase(), "user", "postgres", "connect-timeout", "500 ms");
    try (ParleyServer server = server(settings)) {
      nothingIsShownMeanwhileAndAllOfItAfterwards(
          server, postgres::stop, "cannot be reached", postgres::start);
    }
  }

  @Test
  void people_in_several_rooms_are_told_once() throws Exception {
    try (ParleyServer server = server(Map.of("url", sqlite));
        Connection other = DriverManager.getConnection(sqlite);
        Statement statement = other.createStatement();
        Witness pat = Witness.joined(server, "pat");
        Witness chris = Witness.joined(server, "chris")) {
      pat.enter("garden");
      chris.enter("garden");
      pat.hearsUpTo("chris joined garden");
      statement.execute("BEGIN EXCLUSIVE");
      pat.say("in the garden");
      assertEquals(List.of(Witness.HALTED), pat.hearsUpTo(Witness.HALTED));
      chris.enter("lobby");
      chris.say("in the lobby");
      chris.hearsSoFar(); // so it has come to the lobby
      statement.execute("ROLLBACK");

      List<String> heard = new ArrayList<>(pat.hearsUpTo(Witness.RESUMED));
      heard.addAll(pat.hearsSoFar());

      assertEquals(1, heard.stream().filter(Witness.RESUMED::equals).count(), heard::toString);
      assertEquals(0, heard.stream().filter(Witness.HALTED::equals).count(), heard::toString);
    }
  }

  private static void nothingIsShownMeanwhileAndAllOfItAfterwards(
      ParleyServer server, Change fault, String why, Change repair) throws Exception {
    try (Witness pat = Witness.joined(server, "pat");
        Witness chris = Witness.joined(server, "chris")) {
      pat.hearsUpTo("chris joined lobby");
      pat.say("before");
      pat.hearsUpTo("pat: before #1");
      chris.hearsUpTo("pat: before #1");

      fault.make();
      try (Witness late = whileNothingIsKept(server, pat, chris, why)) {
        repair.make();

        List<String> all =
            List.of(
                "pat: one #2",
                Witness.RESUMED,
                "chris: two #3",
                "pat: three #4",
                "late joined lobby",
                "chris: four #5");
        assertEquals(all, pat.hearsUpTo("chris: four #5"));
        assertEquals(all, chris.hearsUpTo("chris: four #5"));
        assertEquals(
            List.of(
                Witness.RESUMED,
                "past: pat: before #1",
                "past: pat: one #2",
                "past: chris: two #3",
                "past: pat: three #4",
                "late joined lobby",
                "chris: four #5"),
            late.hearsUpTo("chris: four #5"));
        assertEquals(
            List.of(
                "past: pat: before #1",
                "past: pat: one #2",
                "past: chris: two #3",
                "past: pat: three #4",
                "past: chris: four #5"),
            late.past());
      }
    }
  }

  /** People talk and come, hear that nothing is delivered, and nothing else. */
  private static Witness whileNothingIsKept(
      ParleyServer server, Witness pat, Witness chris, String why) {
    LoggingTestKit.error(why)
        .expect(
            server.system(),
            () -> {
              pat.say("one");
              assertEquals(List.of(Witness.HALTED), pat.hearsUpTo(Witness.HALTED));
              return 0;
            });
    assertEquals(List.of(Witness.HALTED), chris.hearsUpTo(Witness.HALTED));
    chris.say("two");
    assertEquals(List.of(), chris.hearsSoFar());
    pat.say("three");
    assertEquals(List.of(), pat.hearsSoFar());
    Witness late = Witness.in(server, "late");
    assertEquals(List.of(Witness.HALTED), late.hearsUpTo(Witness.HALTED));
    chris.say("four");
    for (Witness each : List.of(pat, chris, late)) {
      assertEquals(List.of(), each.hearsSoFar());
    }
    return late;
  }

  private static ParleyServer server(Map<String, String> history) {
    Map<String, String> all = new HashMap<>(Map.of("parley.history.busy-timeout", "50 ms"));
    history.forEach((key, value) -> all.put("parley.history." + key, value));
    return Parley.server(all);
  }
}
