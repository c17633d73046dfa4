package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
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

/** The history after an orderly shutdown. */
@Timeout(120)
class HistoryShutdownTest {
  @TempDir Path folder;
  private Map<String, String> settings;

  @BeforeEach
  void configure() {
    settings =
        Map.of(
            "parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db"),
            "parley.history.busy-timeout", "50 ms",
            "parley.history.retention", "1 h");
  }

  @Test
  void shutdown_stores_and_delivers_all_received_messages() throws Exception {
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
    ParleyServer server = TestServers.startBeej(settings);
    try (ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat")) {
      texts.forEach(pat::say);
      List<String> shown =
          new ArrayList<>(pat.readPending()); // a fence: all messages have reached the room
      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
      shown.addAll(pat.readToEnd());
      pat.reset();
      end.join();

      assertEquals(
          IntStream.range(0, 500).mapToObj(i -> "pat: text " + i + " #" + (i + 1)).toList(),
          shown.subList(0, 500));
    }
    assertEquals(texts, storedMessages("lobby"));
    assertEquals(List.of("parley.db"), filesInFolder()); // the log is merged into the file
  }

  @Test
  void shutdown_stores_messages_of_disconnected_members() throws Exception {
    ParleyServer server = TestServers.startBeej(settings);
    try (Connection other = DriverManager.getConnection(settings.get("parley.history.url"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat");
      pat.say("in the lobby");
      List<String> entering = pat.joinRoom("garden");
      pat.say("in the garden");
      if (!entering.contains(ExtendedBeejClient.SUSPENDED_NOTICE)) {
        pat.readUntil(ExtendedBeejClient.SUSPENDED_NOTICE); // the next attempt is a second later
      }
      pat.readPending(); // a fence: the message has reached the garden
      pat.reset();
      statement.execute("ROLLBACK");
    }
    server.close();

    assertEquals(List.of("in the lobby"), storedMessages("lobby"));
    assertEquals(List.of("in the garden"), storedMessages("garden"));
  }

  @Test
  void running_server_deletes_messages_older_than_retention() throws Exception {
    try (MessageStore store = open()) {
      store.append(
          UUID.randomUUID(),
          List.of(
              new NewMessage("lobby", Instant.EPOCH, "ann", MessageKind.CHAT, "old"),
              new NewMessage("lobby", Instant.now(), "ann", MessageKind.CHAT, "new")));
    }
    try (ParleyServer server = TestServers.startBeej(settings);
        ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat")) {
      List<String> past = pat.history();
      while (past.contains("past: ann: old #1")) {
        past = pat.history();
      }
      assertEquals(List.of("past: ann: new #2"), past);
    }
  }

  private List<String> storedMessages(String room) throws Exception {
    try (MessageStore store = open()) {
      return store.before(room, Long.MAX_VALUE, 10_000).stream()
          .map(entry -> entry.content().text())
          .toList();
    }
  }

  private MessageStore open() throws Exception {
    return MessageStoreFactory.open(HistorySettings.read(TestServers.config(settings)));
  }

  private List<String> filesInFolder() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
