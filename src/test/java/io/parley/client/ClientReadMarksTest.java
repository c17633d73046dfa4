package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Password;
import io.parley.protocol.RoomName;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which read marks the client sends, and what it shows of those of other clients. */
class ClientReadMarksTest {
  private static final Optional<RoomName> LOBBY = Optional.of(RoomName.LOBBY);
  private static final Optional<RoomName> TEA = Optional.of(new RoomName("tea"));

  private final ClientTestKit testKit = new ClientTestKit();
  private final List<ClientTestKit.RunningClient> clients = new ArrayList<>();

  @AfterEach
  void end() {
    clients.forEach(ClientTestKit.RunningClient::close);
    testKit.close();
  }

  @Test
  void newest_message_of_the_shown_window_is_marked_and_the_last_one_before_the_end()
      throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      screen.view(LOBBY);
      chat(server, screen, "lobby", 5);
      assertEquals(read("lobby", 5), server.readPacket());
      tellMark(server, "lobby", 5);
      chat(server, screen, "lobby", 6); // too early for another one
      chat(server, screen, "lobby", 7);
      screen.type("/q").endInput();
      assertTrue(server.readPacket().startsWith("{\"type\":\"read\",\"room\":\"lobby\""));
      server.expectEnd();
    }
  }

  @Test
  void window_that_is_left_is_marked_at_once() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      screen.view(LOBBY);
      chat(server, screen, "lobby", 5);
      assertEquals(read("lobby", 5), server.readPacket());
      chat(server, screen, "lobby", 6);
      chat(server, screen, "lobby", 7); // its frame follows that of 6
      screen.view(TEA);
      assertTrue(server.readPacket().startsWith("{\"type\":\"read\",\"room\":\"lobby\""));
    }
  }

  @Test
  void nothing_is_marked_while_the_window_is_scrolled_up_or_hidden() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      screen.view(Optional.empty());
      chat(server, screen, "lobby", 5);
      screen.view(TEA);
      chat(server, screen, "lobby", 6);
      screen.type("/q").endInput();
      server.expectEnd();
    }
  }

  @Test
  void guest_and_client_of_a_server_without_marks_send_none() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      screen.view(LOBBY);
      chat(server, screen, "lobby", 5);
      chat(server, screen, "lobby", 6);
      screen.type("/q").endInput();
      server.expectEnd();
    }
  }

  @Test
  void printed_messages_are_marked_where_a_person_reads_them() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = FakeScreen.interactive();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      chat(server, screen, "lobby", 5);
      assertEquals(read("lobby", 5), server.readPacket());
    }
  }

  @Test
  void script_marks_nothing() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = FakeScreen.script();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      chat(server, screen, "lobby", 5);
      chat(server, screen, "lobby", 6);
      screen.endInput();
      server.expectEnd();
    }
  }

  @Test
  void refused_mark_is_not_shown_and_another_refusal_is() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      screen.view(LOBBY);
      chat(server, screen, "lobby", 5);
      assertEquals(read("lobby", 5), server.readPacket());
      server.send(
          "{\"type\":\"error\",\"code\":\"NOT_IN_ROOM\",\"message\":\"You are not there.\"}");
      server.send("{\"type\":\"error\",\"code\":\"NOT_IN_ROOM\",\"message\":\"Nor here.\"}");
      assertEquals("*** Nor here.", screen.next());
    }
  }

  @Test
  void room_is_marked_before_it_is_left() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen screen = windows();
      welcome(server, screen);
      tellMark(server, "lobby", 0);
      screen.view(LOBBY);
      chat(server, screen, "lobby", 5);
      assertEquals(read("lobby", 5), server.readPacket());
      chat(server, screen, "lobby", 6);
      chat(server, screen, "lobby", 7);
      screen.type("/leave lobby");
      assertTrue(server.readPacket().startsWith("{\"type\":\"read\",\"room\":\"lobby\""));
      assertEquals("{\"type\":\"leave\",\"room\":\"lobby\"}", server.readPacket());
    }
  }

  @Test
  void mark_of_another_client_of_the_account_is_shown_and_unread_messages_are_listed()
      throws Exception {
    try (ParleyServer server = TestServers.startBeej(Map.of())) {
      int port = TestServers.port(server);
      FakeScreen owner = FakeScreen.script();
      owner.acceptCommands();
      owner.type("/register correct-horse", "/logout").endInput();
      assertEquals(ChatClient.LEFT, testKit.start("amy", owner, port).status());
      FakeScreen pat = FakeScreen.interactive();
      clients.add(testKit.start("pat", pat, port));
      awaitLine(pat, "pat has joined");
      FakeScreen first = windows();
      FakeScreen second = windows();
      start("amy", first, port);
      awaitLine(first, "amy has joined");
      start("amy", second, port);
      awaitLine(second, "amy has joined");
      assertEquals("lobby 0 at the join", second.nextMark());
      pat.type("one");
      awaitLine(second, "pat: one");
      second.type("/unread");
      awaitLine(second, "*** #lobby: 1 unread");

      first.view(LOBBY);
      assertTrue(second.nextMark().matches("lobby [1-9][0-9]*"));
      second.type("/unread");
      awaitLine(second, "*** No unread messages.");
      pat.type("/unread");
      awaitLine(pat, "not logged in");
    }
  }

  private static FakeScreen windows() {
    return new FakeScreen(new ScreenTraits(true, true));
  }

  private void welcome(ScriptedServer server, FakeScreen screen) throws IOException {
    clients.add(testKit.start("pat", screen, server.port()));
    server.accept();
    server.readPacket();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":1600000000.5}");
    awaitLine(screen, "pat has joined");
  }

  private static void tellMark(ScriptedServer server, String room, long id) throws IOException {
    server.send(read(room, id));
  }

  private static void chat(ScriptedServer server, FakeScreen screen, String room, long id)
      throws IOException {
    server.send(
        "{\"type\":\"chat\",\"nick\":\"amy\",\"message\":\"text "
            + id
            + "\",\"room\":\""
            + room
            + "\",\"time\":1600000000.5,\"id\":"
            + id
            + "}");
    awaitLine(screen, "amy: text " + id);
  }

  private static String read(String room, long id) {
    return "{\"type\":\"read\",\"room\":\"" + room + "\",\"id\":" + id + "}";
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }

  private void start(String nickname, FakeScreen screen, int port) {
    clients.add(
        testKit.startWithPassword(
            nickname, screen, port, Optional.of(Password.of("correct-horse"))));
  }
}
