package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Password;
import io.parley.server.ParleyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The windows of people in a client with an account: their text is on the server. */
@Timeout(120)
class ClientConversationsTest {
  private static final String PASSWORD = "correct-horse";

  private final ClientTestKit testKit = new ClientTestKit();
  private final List<ClientTestKit.RunningClient> clients = new ArrayList<>();

  @AfterEach
  void end() {
    clients.forEach(ClientTestKit.RunningClient::close);
    testKit.close();
  }

  @Test
  void window_begins_with_the_last_messages_and_loads_older_ones() {
    try (ParleyServer server = TestServers.startBeej(Map.of())) {
      register(server, "amy");
      register(server, "bob");
      try (RawBeejClient bob = member(server, "bob");
          RawBeejClient phone = member(server, "amy")) {
        for (int i = 0; i < 120; i++) {
          send(bob, "amy", "text " + i + ".");
          next(phone, "pm");
        }
        FakeScreen screen = start(TestServers.port(server), "amy");
        awaitLine(screen, "amy has joined");
        screen.type("/query bob");
        List<String> page = linesUntil(screen, "text 119.");
        assertEquals(100, page.size(), page::toString);
        assertTrue(page.get(0).contains("text 20."), page.get(0));

        screen.pageUp();
        List<String> older = linesUntil(screen, "text 19.");
        assertEquals(20, older.size(), older::toString);
        assertTrue(older.get(0).contains("text 0."), older.get(0));

        send(bob, "amy", "now.");
        assertEquals(1, linesUntil(screen, "now.").size());
      }
    }
  }

  @Test
  void left_message_is_shown_in_its_window() {
    try (ParleyServer server = TestServers.startBeej(Map.of())) {
      register(server, "amy");
      register(server, "bob");
      try (RawBeejClient bob = member(server, "bob")) {
        send(bob, "amy", "see you.");
        next(bob, "pm");
        FakeScreen screen = start(TestServers.port(server), "amy");
        awaitLine(screen, "bob -> amy: see you.");
        send(bob, "amy", "now.");
        List<String> lines = linesUntil(screen, "now.");
        assertTrue(lines.stream().noneMatch(line -> line.contains("see you.")), lines::toString);
      }
    }
  }

  @Test
  void message_that_comes_again_is_not_shown_twice() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = new FakeScreen(new ScreenTraits(true, true));
      clients.add(testKit.start("amy", screen, server.port()));
      server.accept();
      server.readPacket();
      server.send("{\"type\":\"join\",\"nick\":\"amy\",\"room\":\"lobby\",\"time\":1600000000.5}");
      awaitLine(screen, "amy has joined");
      String once =
          "{\"type\":\"pm\",\"from\":\"bob\",\"to\":\"amy\",\"message\":\"once.\",\"id\":7,\"time\":1600000000.5";
      server.send(once + "}");
      awaitLine(screen, "once.");
      server.send(once + ",\"past\":true}");
      server.send(once.replace("once.", "next.").replace("7", "8") + "}");

      assertEquals(1, linesUntil(screen, "next.").size());
    }
  }

  private FakeScreen start(int port, String nickname) {
    FakeScreen screen = new FakeScreen(new ScreenTraits(true, true));
    screen.acceptCommands();
    clients.add(
        testKit.startWithPassword(nickname, screen, port, Optional.of(Password.of(PASSWORD))));
    return screen;
  }

  private static void register(ParleyServer server, String nickname) {
    try (RawBeejClient owner = new RawBeejClient(server)) {
      owner.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
      owner.send("{\"type\":\"register\",\"password\":\"" + PASSWORD + "\"}");
      next(owner, "account");
      owner.send("{\"type\":\"logout\"}");
      owner.readToEnd();
    }
  }

  private static RawBeejClient member(ParleyServer server, String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.send(
        "{\"type\":\"hello\",\"nick\":\""
            + nickname
            + "\",\"extensions\":true,\"password\":\""
            + PASSWORD
            + "\"}");
    next(client, "users");
    return client;
  }

  private static void send(RawBeejClient client, String to, String text) {
    client.send("{\"type\":\"pm\",\"to\":\"" + to + "\",\"message\":\"" + text + "\"}");
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }

  /** The private lines up to and including the one with this text. */
  private static List<String> linesUntil(FakeScreen screen, String last) {
    List<String> lines = new ArrayList<>();
    String line = "";
    while (!line.contains(last)) {
      line = screen.next();
      if (line.contains(" -> ")) {
        lines.add(line);
      }
    }
    return lines;
  }
}
