package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.FakeScreen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The messages that the client sends and shows after a reconnect. */
class ChatClientRejoinTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private ScriptedServer server = new ScriptedServer();

  @Test
  void resends_lost_messages_to_their_rooms_after_reconnect() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("one", "two", "/join garden", "three");
      expectChats("one", "two");
      expectJoin("garden");
      server.send(joined("garden"));
      server.send("{\"type\":\"pong\"}");
      expectChatIn("garden", "three");
      server.send(chat("one", "lobby", 2));
      screen.expect("*** pat has joined garden", "[lobby] pat: one");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("four", "/names");
      screen.expect("*** Not connected; the line was not sent.");

      register("lobby", 1, "{\"id\":3,\"nick\":\"leslie\",\"message\":\"hi\",\"time\":3}");
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
          backlog("garden", "{\"id\":5,\"nick\":\"pat\",\"message\":\"three\",\"time\":5}"));
      server.send(joined("garden"));
      assertEquals(
          "{\"type\":\"history\",\"room\":\"garden\",\"limit\":200,\"before\":5}",
          server.readPacket());
      server.send("{\"type\":\"history\",\"room\":\"garden\",\"messages\":[]}");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      // "three" is in the history. "two" is resent to its room before "four" is sent.
      assertEquals("{\"type\":\"join\",\"room\":\"lobby\"}", server.readPacket());
      server.send(joined("lobby"));
      expectChats("two");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(joined("garden"));
      expectChatIn("garden", "four");
      server.send(chat("four", "garden", 7));

      screen.expect("parley: connected to " + server.address() + " again");
      assertEquals("~ [lobby] TIME leslie: hi", nextWithoutTime());
      screen.expect("[lobby] *** pat has joined the chat");
      assertEquals("~ TIME pat: three", nextWithoutTime());
      screen.expect("*** pat has joined garden", "pat: four");
      quit(client);
    }
  }

  @Test
  void discards_message_after_reconnect_when_its_room_cannot_be_joined() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("/join garden");
      expectJoin("garden");
      server.send(joined("garden"));
      server.send("{\"type\":\"pong\"}");
      screen.expect("*** pat has joined garden");
      screen.type("one", "/join yard", "two");
      expectChatIn("garden", "one");
      expectJoin("yard");
      server.send(joined("yard"));
      server.send("{\"type\":\"pong\"}");
      expectChatIn("yard", "two");
      server.reset();

      register("lobby", 1);
      answerHistoryEmpty("lobby");
      for (String room : List.of("garden", "yard")) {
        assertEquals("{\"type\":\"join\",\"room\":\"" + room + "\"}", server.readPacket());
        server.send(joined(room));
        answerHistoryEmpty(room);
      }
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(
          "{\"type\":\"error\",\"code\":\"TOO_MANY_ROOMS\",\"message\":\"No more rooms.\"}");
      expectChatIn("yard", "two");
      while (!screen.next().equals("parley: this was not sent: one")) {
        // joins
      }
      quit(client);
    }
  }

  @Test
  void missed_messages_of_ignored_user_are_not_shown() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("/ignore Mallory");
      screen.expect("*** Messages of Mallory are hidden; /unignore shows them again.");
      server.send(chat("one", "lobby", 2));
      screen.expect("pat: one");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");

      register(
          "lobby",
          1,
          "{\"id\":2,\"nick\":\"pat\",\"message\":\"one\",\"time\":2}",
          "{\"id\":3,\"nick\":\"mallory\",\"message\":\"spam\",\"time\":3}",
          "{\"id\":4,\"nick\":\"leslie\",\"message\":\"hi\",\"time\":4}",
          "{\"id\":5,\"nick\":\"mallory\",\"message\":\"spam\",\"time\":5,\"topic\":true}");
      server.send("{\"type\":\"join\",\"nick\":\"mallory\",\"room\":\"lobby\",\"time\":6}");
      server.send("{\"type\":\"pm\",\"from\":\"mallory\",\"to\":\"pat\",\"message\":\"spam\"}");

      screen.expect("parley: connected to " + server.address() + " again");
      assertEquals("~ TIME leslie: hi", nextWithoutTime());
      screen.expect("*** pat has joined the chat");
      screen.type("/r hello");
      screen.expect("*** No private message to reply to: use /message NICK TEXT.");
      quit(client);
    }
  }

  /** Without message ids the client cannot find out which messages arrived. */
  @Test
  void reports_unconfirmed_message_when_server_has_no_message_ids() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectChats("one");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("two");
      server.welcome("pat");

      expectChats("two");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** pat has joined the chat", "parley: this may not have arrived: one");
      quit(client);
    }
  }

  /** An error does not name its message and may arrive before the echoes of earlier ones. */
  @Test
  void does_not_resend_message_that_server_may_have_rejected() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectChats("one");
      server.send(
          "{\"type\":\"error\",\"code\":\"HISTORY_UNAVAILABLE\",\"message\":\"Not sent.\"}");
      screen.expect("*** Not sent.");
      screen.type("two");
      expectChats("two");
      server.reset();
      register("lobby", 1);
      answerHistoryEmpty("lobby");

      expectChats("two");
      while (!screen.next().equals("parley: this may not have arrived: one")) {
        // connection lost, and connected again
      }
      quit(client);
    }
  }

  @Test
  void reports_unconfirmed_message_when_reconnect_fails() throws Exception {
    FakeScreen script = FakeScreen.script();
    try (ClientTestKit.RunningClient client = testKit.start("pat", script, server.port())) {
      server.welcome("pat");
      script.expect("*** pat has joined the chat");
      script.type("one");
      expectChats("one");
      server.close();

      assertEquals(ChatClient.LOST, client.status());
      assertTrue(script.rest().contains("parley: this may not have arrived: one"));
    }
    server = new ScriptedServer();
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("one");
      expectChats("one");
      server.close();
      while (!screen.next().startsWith("parley: no connection to ")) {
        // connection lost
      }
      screen.type("/q");

      assertEquals(ChatClient.LOST, client.status());
      assertTrue(screen.rest().contains("parley: this may not have arrived: one"));
    }
  }

  @Test
  void does_not_resend_private_message() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      screen.type("/message leslie psst");
      assertEquals("{\"type\":\"pm\",\"to\":\"leslie\",\"message\":\"psst\"}", server.readPacket());
      server.reset();
      screen.expect("parley: this may not have arrived: psst");
      screen.expect("parley: the connection to " + server.address() + " was lost");
      register("lobby", 1, "{\"id\":1,\"nick\":\"pat\",\"message\":\"before\",\"time\":0}");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** pat has joined the chat");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  /** The server may not have noticed yet that the old connection is gone. */
  @Test
  void reconnect_retries_nickname_taken_eight_times() throws Exception {
    String taken = "{\"type\":\"error\",\"code\":\"NICKNAME_TAKEN\",\"message\":\"It is taken.\"}";
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      for (int i = 0; i < 8; i++) {
        acceptHello();
        server.send(taken);
        server.finish();
        if (i == 0) { // the other attempts fail for the same reason and are not reported
          assertEquals(
              "parley: no connection to " + server.address() + ": It is taken.; next attempt in ",
              screen.next().replaceFirst("\\d+ ms$", ""));
        }
      }
      acceptHello();
      server.send(taken);
      server.finish();
      screen.expect("*** It is taken.", "*** Type another nickname, or /q to leave.");
      screen.type("leslie");
      server.welcome("leslie");
      screen.expect("parley: connected to " + server.address() + " again");
      screen.expect("*** leslie has joined the chat");
      quit(client);
    }
  }

  @Test
  void reconnects_when_server_is_silent_for_too_long() throws Exception {
    ClientSettings quick =
        new ClientSettings(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            ClientTestKit.ANSWER,
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            new ReconnectSettings(
                Duration.ofMillis(20),
                Duration.ofSeconds(2), // longer than a busy machine delays the welcome
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                3,
                1000,
                1000),
            ClientTestKit.SCREEN,
            ClientTestKit.KEEP);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port(), quick)) {
      register("lobby", 1);
      screen.expect("*** pat has joined the chat");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");

      screen.expect("parley: no answer from the server for 2 s");
      acceptHello();
      screen.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
      assertEquals(List.of(), screen.rest());
    }
  }

  @Test
  void rejects_line_with_queue_size_when_queue_is_full() throws Exception {
    ClientSettings small =
        new ClientSettings(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            ClientTestKit.ANSWER,
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
            ClientTestKit.SCREEN,
            ClientTestKit.KEEP);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port(), small)) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      screen.type("one", "two", "three");
      screen.expect("parley: the line was not sent: 2 lines are queued");
      server.welcome("pat");
      expectChats("one", "two");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private void acceptHello() throws Exception {
    server.accept();
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
  }

  private void register(String room, int time, String... past) throws Exception {
    acceptHello();
    if (past.length > 0) {
      server.send(backlog(room, past));
    }
    server.send(joined(room, time));
  }

  private void quit(ClientTestKit.RunningClient client) throws Exception {
    screen.type("/q");
    server.expectEnd();
    server.finish();
    assertEquals(ChatClient.LEFT, client.status());
  }

  /** A client in several rooms names the one that it means. */
  private void expectChatIn(String room, String text) throws Exception {
    assertEquals(
        "{\"type\":\"chat\",\"message\":\"" + text + "\",\"room\":\"" + room + "\"}",
        server.readPacket());
  }

  private void expectChats(String... texts) throws Exception {
    for (String text : texts) {
      assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
    }
  }

  private void answerHistoryEmpty(String room) throws Exception {
    assertEquals(
        "{\"type\":\"history\",\"room\":\"" + room + "\",\"limit\":200}", server.readPacket());
    server.send("{\"type\":\"history\",\"room\":\"" + room + "\",\"messages\":[]}");
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
    server.send("{\"type\":\"pong\"}");
  }

  private void expectJoin(String room) throws Exception {
    assertEquals("{\"type\":\"join\",\"room\":\"" + room + "\"}", server.readPacket());
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
  }

  /** The next line that is no date line: which dates are shown depends on the time zone. */
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

  private static String backlog(String room, String... messages) {
    return "{\"type\":\"history\",\"recalled\":true,\"room\":\""
        + room
        + "\",\"messages\":["
        + String.join(",", messages)
        + "]}";
  }
}
