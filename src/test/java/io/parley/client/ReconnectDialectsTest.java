package io.parley.client;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
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

/** Coming back in every dialect, whatever it can tell. */
class ReconnectDialectsTest {
  @TempDir Path folder;

  static Set<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void what_is_typed_meanwhile_is_said_when_the_server_is_there_again(String dialect)
      throws Exception {
    Config config = config();
    FakeScreen amy = FakeScreen.interactive();
    ParleyServer server = listen(config, dialect, 0);
    int port = server.addresses().get(0).address().getPort();
    try (ClientTestKit lab = new ClientTestKit(dialect);
        ClientTestKit.RunningClient visit = lab.start("amy", amy, port)) {
      if (!dialect.equals("plain")) {
        awaits(amy, dialect.equals("login") ? "*** Welcome, amy" : "*** amy has joined");
      }
      amy.type("one");
      awaits(amy, ": one");
      server.close();
      awaits(amy, "parley: no connection to ");
      amy.type("two");
      server = listen(config, dialect, port);
      awaits(amy, "parley: connected to 127.0.0.1:" + port + " again");
      amy.type("three", "/q");

      assertEquals(ChatClient.LEFT, visit.status());
    } finally {
      server.close();
    }
    String kept = kept(config);
    String typed = "lobby: two\nlobby: three";
    // What does not come back may have been under way when the server went.
    boolean echoes = Set.of("beej", "nickname").contains(dialect);
    if (echoes || !kept.equals(typed)) {
      assertEquals("lobby: one\n" + typed, kept);
    }
  }

  /** The dialect does not tell where one is: the client remembers where it wanted to be. */
  @Test
  void a_room_is_entered_again_though_the_dialect_tells_nothing_of_it() throws Exception {
    Config config = config();
    FakeScreen amy = FakeScreen.interactive();
    ParleyServer server = listen(config, "nickname", 0);
    int port = server.addresses().get(0).address().getPort();
    try (ClientTestKit lab = new ClientTestKit("nickname");
        ClientTestKit.RunningClient visit = lab.start("amy", amy, port)) {
      awaits(amy, "*** amy has joined");
      amy.type("/join garden", "one");
      awaits(amy, "amy: one");
      server.close();
      awaits(amy, "parley: no connection to ");
      server = listen(config, "nickname", port);
      awaits(amy, "parley: connected to 127.0.0.1:" + port + " again");
      amy.type("two");
      awaits(amy, "amy: two");
      amy.type("/q");
      assertEquals(ChatClient.LEFT, visit.status());
    } finally {
      server.close();
    }
    assertEquals("garden: one\ngarden: two", kept(config));
  }

  private Config config() {
    return ClientTestKit.config(
        Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("history.db")));
  }

  private static ParleyServer listen(Config config, String dialect, int port) throws Exception {
    return ParleyServer.start(
        ServerSettings.read(config)
            .withListeners(List.of(new ListenerSettings(dialect, ClientTestKit.HOST, port))),
        config);
  }

  private static String kept(Config config) throws Exception {
    try (MessageStore store = MessageStoreFactory.open(ServerSettings.read(config).history())) {
      return store.after(0, Optional.empty(), Optional.empty(), 100).stream()
          .map(entry -> entry.content().room() + ": " + entry.content().text())
          .collect(joining("\n"));
    }
  }

  private static void awaits(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // something else was shown
    }
  }
}
