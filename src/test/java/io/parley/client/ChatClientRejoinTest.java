package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.FakeScreen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the client says, and shows, when it comes back to a server. */
class ChatClientRejoinTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private ScriptedServer server = new ScriptedServer();

  @Test
  void says_again_what_the_server_did_not_take_in_the_rooms_where_it_was_said() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("one", "two", "/join garden", "three");
      expectSaid("one", "two");
      expectEntering("garden");
      server.send(joined("garden"));
      server.send("{\"type\":\"pong\"}");
      expectSaid("three");
      server.send(chat("one", "lobby", 2));
      screen.expect("*** pat has joined garden", "[lobby] pat: one");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("four", "/names");
      screen.expect("*** Not connected; that was not sent.");

      comesIn("lobby", 1, "{\"id\":3,\"nick\":\"leslie\",\"message\":\"hi\",\"time\":3}");
      assertEquals(
          "{\"type\":\"history\",\"room\":\"lobby\",\"limit\":200,\"before\":3}",
          server.readPacket());
      server.send(
          "{\"type\":\"history\",\"room\":\"lobby\",\"messages\":["
              + "{\"id\":2,\"nick\":\"pat\",\"message\":\"one\",\"time\":2}]}");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(
          recalled("garden", "{\"id\":5,\"nick\":\"pat\",\"message\":\"three\",\"time\":5}"));
      server.send(joined("garden"));
      assertEquals(
          "{\"type\":\"history\",\"room\":\"garden\",\"limit\":200,\"before\":5}",
          server.readPacket());
      server.send("{\"type\":\"history\",\"room\":\"garden\",\"messages\":[]}");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      // Three is there; two is said again where it was said before four is.
      assertEquals("{\"type\":\"join\",\"room\":\"lobby\"}", server.readPacket());
      server.send(joined("lobby"));
      expectSaid("two");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(joined("garden"));
      expectSaid("four");
      server.send(chat("four", "garden", 7));

      screen.expect("parley: connected to " + server.address() + " again");
      assertEquals("~ [lobby] TIME leslie: hi", nextWithoutTime());
      screen.expect("[lobby] *** pat has joined the chat");
      assertEquals("~ TIME pat: three", nextWithoutTime());
      screen.expect("*** pat has joined garden", "pat: four");
      leaves(visit);
    }
  }

  @Test
  void says_nothing_in_another_room_than_where_it_was_typed() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("/join garden");
      expectEntering("garden");
      server.send(joined("garden"));
      server.send("{\"type\":\"pong\"}");
      screen.expect("*** pat has joined garden");
      screen.type("one", "/join yard", "two");
      expectSaid("one");
      expectEntering("yard");
      server.send(joined("yard"));
      server.send("{\"type\":\"pong\"}");
      expectSaid("two");
      server.reset();

      comesIn("lobby", 1);
      expectNothingMissed("lobby");
      for (String room : List.of("garden", "yard")) {
        assertEquals("{\"type\":\"join\",\"room\":\"" + room + "\"}", server.readPacket());
        server.send(joined(room));
        expectNothingMissed(room);
      }
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(
          "{\"type\":\"error\",\"code\":\"TOO_MANY_ROOMS\",\"message\":\"No more rooms.\"}");
      expectSaid("two");
      while (!screen.next().equals("parley: this was not sent: one")) {
        // who came in where
      }
      leaves(visit);
    }
  }

  /** Nobody can tell what a server took that numbers nothing. */
  @Test
  void says_what_may_not_have_arrived() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectSaid("one");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("two");
      server.welcome("pat");

      expectSaid("two");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** pat has joined the chat", "parley: this may not have arrived: one");
      leaves(visit);
    }
  }

  /** Which of them was refused nobody can tell: a refusal overtakes what comes back. */
  @Test
  void does_not_repeat_what_the_server_may_have_refused() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectSaid("one");
      server.send(
          "{\"type\":\"error\",\"code\":\"HISTORY_UNAVAILABLE\",\"message\":\"Not sent.\"}");
      screen.expect("*** Not sent.");
      screen.type("two");
      expectSaid("two");
      server.reset();
      comesIn("lobby", 1);
      expectNothingMissed("lobby");

      expectSaid("two");
      while (!screen.next().equals("parley: this may not have arrived: one")) {
        // that it was lost, and is back
      }
      leaves(visit);
    }
  }

  @Test
  void says_so_too_when_there_is_no_return() throws Exception {
    FakeScreen script = FakeScreen.script();
    try (ClientTestKit.RunningClient visit = lab.start("pat", script, server.port())) {
      server.welcome("pat");
      script.expect("*** pat has joined the chat");
      script.type("one");
      expectSaid("one");
      server.close();

      assertEquals(ChatClient.LOST, visit.status());
      assertTrue(script.rest().contains("parley: this may not have arrived: one"));
    }
    server = new ScriptedServer();
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectSaid("one");
      server.close();
      while (!screen.next().startsWith("parley: no connection to ")) {
        // that it was lost
      }
      screen.type("/q");

      assertEquals(ChatClient.LOST, visit.status());
      assertTrue(screen.rest().contains("parley: this may not have arrived: one"));
    }
  }

  @Test
  void does_not_repeat_what_one_person_alone_was_told() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("/message leslie psst");
      assertEquals("{\"type\":\"pm\",\"to\":\"leslie\",\"message\":\"psst\"}", server.readPacket());
      server.reset();
      screen.expect("parley: this may not have arrived: psst");
      screen.expect("parley: the connection to " + server.address() + " was lost");
      comesIn("lobby", 1, "{\"id\":1,\"nick\":\"pat\",\"message\":\"before\",\"time\":0}");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** pat has joined the chat");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  /** The server may not know yet that the connection is gone. */
  @Test
  void tries_again_while_its_nickname_is_taken_by_itself() throws Exception {
    String taken = "{\"type\":\"error\",\"code\":\"NICKNAME_TAKEN\",\"message\":\"It is taken.\"}";
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      for (int i = 0; i < 8; i++) {
        hello();
        server.send(taken);
        server.finish();
        if (i == 0) { // the others fail as it does
          assertEquals(
              "parley: no connection to " + server.address() + ": It is taken.; next attempt in ",
              screen.next().replaceFirst("\\d+ ms$", ""));
        }
      }
      hello();
      server.send(taken);
      server.finish();
      screen.expect("*** It is taken.", "*** Type another nickname, or /q to leave.");
      screen.type("leslie");
      server.welcome("leslie");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** leslie has joined the chat");
      leaves(visit);
    }
  }

  @Test
  void notices_a_server_that_answers_no_more() throws Exception {
    ClientSettings quick =
        new ClientSettings(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            new ReconnectSettings(
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                3,
                1000,
                1000),
            ClientTestKit.SCREEN);
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port(), quick)) {
      comesIn("lobby", 1);
      screen.expect("*** pat has joined the chat");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");

      screen.expect("parley: nothing was heard of the server for too long");
      hello();
      screen.type("/q");
      assertEquals(ChatClient.LEFT, visit.status());
      assertEquals(List.of(), screen.rest());
    }
  }

  @Test
  void says_how_many_lines_wait_when_there_is_no_room_for_more() throws Exception {
    ClientSettings small =
        new ClientSettings(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            new ReconnectSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                3,
                2,
                1000),
            ClientTestKit.SCREEN);
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port(), small)) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("one", "two", "three");
      screen.expect("parley: that was not sent: 2 lines wait already");
      server.welcome("pat");
      expectSaid("one", "two");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  private void hello() throws Exception {
    server.accept();
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
  }

  private void comesIn(String room, int time, String... past) throws Exception {
    hello();
    if (past.length > 0) {
      server.send(recalled(room, past));
    }
    server.send(joined(room, time));
  }

  private void leaves(ClientTestKit.RunningClient visit) throws Exception {
    screen.type("/q");
    server.expectEnd();
    server.finish();
    assertEquals(ChatClient.LEFT, visit.status());
  }

  private void expectSaid(String... texts) throws Exception {
    for (String text : texts) {
      assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
    }
  }

  private void expectNothingMissed(String room) throws Exception {
    assertEquals(
        "{\"type\":\"history\",\"room\":\"" + room + "\",\"limit\":200}", server.readPacket());
    server.send("{\"type\":\"history\",\"room\":\"" + room + "\",\"messages\":[]}");
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
    server.send("{\"type\":\"pong\"}");
  }

  private void expectEntering(String room) throws Exception {
    assertEquals("{\"type\":\"join\",\"room\":\"" + room + "\"}", server.readPacket());
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
  }

  /** The next line but those of the days: which there are depends on the zone. */
  private String nextWithoutTime() {
    String line = screen.next();
    return line.contains(" *** ") ? nextWithoutTime() : line.replaceFirst("\\d\\d:\\d\\d", "TIME");
  }

  private static String joined(String room) {
    return joined(room, 1);
  }

  private static String joined(String room, int time) {
    return "{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"" + room + "\",\"time\":" + time + "}";
  }

  private static String chat(String text, String room, int id) {
    return "{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\""
        + text
        + "\",\"room\":\""
        + room
        + "\",\"time\":"
        + id
        + ",\"id\":"
        + id
        + "}";
  }

  private static String recalled(String room, String... messages) {
    return "{\"type\":\"history\",\"recalled\":true,\"room\":\""
        + room
        + "\",\"messages\":["
        + String.join(",", messages)
        + "]}";
  }
}
