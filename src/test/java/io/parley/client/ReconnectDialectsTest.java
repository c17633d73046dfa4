package io.parley.client;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.dialect.Dialects;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reconnects in every dialect. */
class ReconnectDialectsTest {
  @TempDir Path folder;

  static Set<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void sends_lines_typed_while_disconnected_after_reconnect(String dialect) throws Exception {
    Config config = config();
    FakeScreen amy = FakeScreen.interactive();
    ParleyServer server = startServer(config, dialect, 0);
    int port = server.addresses().get(0).address().getPort();
    try (ClientTestKit testKit = new ClientTestKit(dialect, TestServers.OWN_HOST);
        ClientTestKit.RunningClient client = testKit.start("amy", amy, port)) {
      if (!dialect.equals("plain")) {
        awaitLine(amy, dialect.equals("login") ? "*** Welcome, amy" : "*** amy has joined");
      }
      amy.type("one");
      awaitLine(amy, ": one");
      server.close();
      awaitLine(amy, "parley: no connection to ");
      amy.type("two");
      server = startServer(config, dialect, port);
      awaitLine(amy, "parley: connected to " + TestServers.OWN_HOST + ":" + port + " again");
      amy.type("three", "/q");

      assertEquals(ChatClient.LEFT, client.status());
    } finally {
      server.close();
    }
    String stored = storedTexts(config);
    String typed = "lobby: two\nlobby: three";
    // Without an echo, "one" may not have reached the server before it was closed.
    boolean echoes = Set.of("beej", "nickname").contains(dialect);
    if (echoes || !stored.equals(typed)) {
      assertEquals("lobby: one\n" + typed, stored);
    }
  }

  /** The client itself remembers the rooms that it asked to join. */
  @Test
  void rejoins_room_after_reconnect_when_dialect_does_not_report_membership() throws Exception {
    Config config = config();
    FakeScreen amy = FakeScreen.interactive();
    ParleyServer server = startServer(config, "nickname", 0);
    int port = server.addresses().get(0).address().getPort();
    try (ClientTestKit testKit = new ClientTestKit("nickname", TestServers.OWN_HOST);
        ClientTestKit.RunningClient client = testKit.start("amy", amy, port)) {
      awaitLine(amy, "*** amy has joined");
      amy.type("/join garden", "one");
      awaitLine(amy, "amy: one");
      server.close();
      awaitLine(amy, "parley: no connection to ");
      server = startServer(config, "nickname", port);
      awaitLine(amy, "parley: connected to " + TestServers.OWN_HOST + ":" + port + " again");
      amy.type("two");
      awaitLine(amy, "amy: two");
      amy.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    } finally {
      server.close();
    }
    assertEquals("garden: one\ngarden: two", storedTexts(config));
  }

  private Config config() {
    return ClientTestKit.config(
        Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("history.db")));
  }

  private static ParleyServer startServer(Config config, String dialect, int port)
      throws Exception {
    return ParleyServer.start(
        ServerSettings.read(config)
            .withListeners(List.of(new ListenerSettings(dialect, TestServers.OWN_HOST, port))),
        config);
  }

  private static String storedTexts(Config config) throws Exception {
    try (MessageStore store = MessageStoreFactory.open(ServerSettings.read(config).history())) {
      return store.after(0, Optional.empty(), Optional.empty(), 100).stream()
          .map(entry -> entry.content().room() + ": " + entry.content().text())
          .collect(joining("\n"));
    }
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }
}
