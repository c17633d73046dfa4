package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.screen.FakeScreen;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Changes of the own nickname, texts in flight, and a lost connection. */
class RenameRejoinTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void rename_that_is_not_confirmed_is_not_repeated_and_its_texts_are_found() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      acceptHello("pat");
      server.send(joined("pat", "lobby"));
      screen.expect("*** pat has joined the chat");
      server.send(chat("leslie", "hi", "lobby", 1));
      screen.expect("leslie: hi");
      screen.type("one", "/nick patricia", "two");
      expectChat("one");
      expectNick("patricia");
      expectChat("two");
      server.reset();

      acceptHello("pat");
      server.send(
          backlog(
              "lobby", past("leslie", "hi", 1), past("pat", "one", 2), past("patricia", "two", 3)));
      server.send(joined("pat", "lobby"));
      screen.type("three");
      expectChat("three"); // and neither of the others again
      screen.expectPrompt("pat");
      quit(client);
    }
  }

  @Test
  void reconnects_with_confirmed_nickname() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      acceptHello("pat");
      server.send(joined("pat", "lobby"));
      screen.expect("*** pat has joined the chat");
      screen.type("/nick patricia");
      expectNick("patricia");
      server.send(renamed("pat", "patricia", "lobby"));
      screen.expect("*** pat is now known as patricia");
      server.reset();

      acceptHello("patricia");
      server.send(joined("patricia", "lobby"));
      assertEquals("{\"type\":\"history\",\"room\":\"lobby\",\"limit\":200}", server.readPacket());
      server.send("{\"type\":\"history\",\"room\":\"lobby\",\"messages\":[]}");
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"pong\"}");
      screen.type("hi");
      expectChat("hi");
      quit(client);
    }
  }

  /** The garden delivers later than the lobby, which has told the rename already. */
  @Test
  void late_echo_under_the_earlier_nickname_confirms_the_text() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      acceptHello("pat");
      server.send(joined("pat", "lobby"));
      screen.expect("*** pat has joined the chat");
      screen.type("/join garden");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send(joined("pat", "garden"));
      server.send("{\"type\":\"pong\"}");
      screen.expect("*** pat has joined garden");
      screen.type("one", "/nick patricia");
      expectChatInGarden("one");
      expectNick("patricia");
      server.send(renamed("pat", "patricia", "lobby"));
      server.send(chat("pat", "one", "garden", 2));
      server.send(renamed("pat", "patricia", "garden"));
      server.send(chat("pat", "I am another one", "garden", 3));
      screen.expect("*** pat is now known as patricia", "pat: one", "pat: I am another one");
      server.reset();

      acceptHello("patricia");
      server.send(joined("patricia", "lobby"));
      answerHistory("lobby");
      assertEquals("{\"type\":\"join\",\"room\":\"garden\"}", server.readPacket());
      server.send(backlog("garden", past("pat", "one", 2), past("pat", "I am another one", 3)));
      server.send(joined("patricia", "garden"));
      screen.type("two");
      expectChatInGarden("two"); // one is confirmed
      quit(client);
    }
  }

  private void answerHistory(String room) throws Exception {
    assertEquals(
        "{\"type\":\"history\",\"room\":\"" + room + "\",\"limit\":200}", server.readPacket());
    server.send("{\"type\":\"history\",\"room\":\"" + room + "\",\"messages\":[]}");
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
    server.send("{\"type\":\"pong\"}");
  }

  private void acceptHello(String nickname) throws Exception {
    server.accept();
    assertEquals(
        "{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}",
        server.readPacket());
  }

  private void expectChat(String text) throws Exception {
    assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
  }

  private void expectChatInGarden(String text) throws Exception {
    assertEquals(
        "{\"type\":\"chat\",\"message\":\"" + text + "\",\"room\":\"garden\"}",
        server.readPacket());
  }

  private void expectNick(String nickname) throws Exception {
    assertEquals("{\"type\":\"nick\",\"new\":\"" + nickname + "\"}", server.readPacket());
    assertEquals("{\"type\":\"ping\"}", server.readPacket());
  }

  private void quit(ClientTestKit.RunningClient client) throws Exception {
    screen.type("/q");
    server.expectEnd();
    server.finish();
    assertEquals(ChatClient.LEFT, client.status());
  }

  private static String joined(String nickname, String room) {
    return "{\"type\":\"join\",\"nick\":\"" + nickname + "\"," + stamp(room, 1) + "}";
  }

  private static String renamed(String from, String to, String room) {
    return "{\"type\":\"nick\",\"old\":\""
        + from
        + "\",\"new\":\""
        + to
        + "\","
        + stamp(room, 2)
        + "}";
  }

  private static String chat(String nickname, String text, String room, int id) {
    return "{\"type\":\"chat\",\"nick\":\""
        + nickname
        + "\",\"message\":\""
        + text
        + "\","
        + stamp(room, id)
        + ",\"id\":"
        + id
        + "}";
  }

  private static String stamp(String room, int time) {
    return "\"room\":\"" + room + "\",\"time\":" + time;
  }

  private static String past(String nickname, String text, int id) {
    return "{\"id\":"
        + id
        + ",\"nick\":\""
        + nickname
        + "\",\"message\":\""
        + text
        + "\",\"time\":"
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
