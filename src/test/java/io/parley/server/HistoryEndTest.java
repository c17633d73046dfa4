package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.history.HistorySettings;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.factory.MessageStoreFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the history when a server has ended in order, and what is not any more. */
@Timeout(60)
class HistoryEndTest {
  @TempDir Path folder;
  private Map<String, String> settings;

  @BeforeEach
  void name() {
    settings =
        Map.of(
            "parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db"),
            "parley.history.busy-timeout", "50 ms",
            "parley.history.retention", "1 h");
  }

  @Test
  void all_that_came_to_a_room_is_kept_and_shown_before_the_end() throws Exception {
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
    ParleyServer server = Parley.server(settings);
    try (Witness pat = Witness.joined(server, "pat")) {
      texts.forEach(pat::say);
      List<String> shown = new ArrayList<>(pat.hearsSoFar()); // and all have come to the room
      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
      shown.addAll(pat.hearsToEnd());
      pat.vanish();
      end.join();

      assertEquals(
          IntStream.range(0, 500).mapToObj(i -> "pat: text " + i + " #" + (i + 1)).toList(),
          shown.subList(0, 500));
    }
    assertEquals(texts, kept("lobby"));
    assertEquals(List.of("parley.db"), inFolder()); // the log beside it is in the file
  }

  @Test
  void what_people_said_before_they_vanished_is_kept_though_it_had_to_wait() throws Exception {
    ParleyServer server = Parley.server(settings);
    try (Connection other = DriverManager.getConnection(settings.get("parley.history.url"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      Witness pat = Witness.joined(server, "pat");
      pat.say("in the lobby");
      List<String> entering = pat.enter("garden");
      pat.say("in the garden");
      if (!entering.contains(Witness.HALTED)) {
        pat.hearsUpTo(Witness.HALTED); // and the next attempt is a second away
      }
      pat.hearsSoFar(); // so that has come to the garden
      pat.vanish();
      statement.execute("ROLLBACK");
    }
    server.close();

    assertEquals(List.of("in the lobby"), kept("lobby"));
    assertEquals(List.of("in the garden"), kept("garden"));
  }

  @Test
  void what_is_older_than_the_retention_is_forgotten_while_the_server_runs() throws Exception {
    try (MessageStore store = open()) {
      store.append(
          UUID.randomUUID(),
          List.of(
              new NewMessage("lobby", Instant.EPOCH, "ann", MessageKind.CHAT, "old"),
              new NewMessage("lobby", Instant.now(), "ann", MessageKind.CHAT, "new")));
    }
    try (ParleyServer server = Parley.server(settings);
        Witness pat = Witness.joined(server, "pat")) {
      List<String> past = pat.past();
      while (past.contains("past: ann: old #1")) {
        past = pat.past();
      }
      assertEquals(List.of("past: ann: new #2"), past);
    }
  }

  private List<String> kept(String room) throws Exception {
    try (MessageStore store = open()) {
      return store.before(room, Long.MAX_VALUE, 10_000).stream()
          .map(entry -> entry.content().text())
          .toList();
    }
  }

  private MessageStore open() throws Exception {
    return MessageStoreFactory.open(HistorySettings.read(Parley.config(settings)));
  }

  private List<String> inFolder() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
