package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.TestServers;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The rooms that a real server lets everybody enter, of which people may leave any. */
class AutoJoinTest {
  @AutoClose private final ClientTestKit testKit = new ClientTestKit("beej", TestServers.OWN_HOST);
  @AutoClose private ParleyServer server = start(Map.of(), 0);

  private final int port = TestServers.port(server);
  private final FakeScreen pat = new FakeScreen(new ScreenTraits(true, true));

  @Test
  void lobby_that_was_left_is_left_again_after_a_reconnect() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", pat, port)) {
      awaitLine("*** pat has joined the chat");
      pat.type("/join garden");
      awaitLine("*** pat has joined garden");
      pat.type("/part lobby");
      awaitLine("*** pat has left the chat");
      pat.type("one");
      awaitLine("pat: one");
      assertEquals(List.of("2:#garden"), pat.lastLabels());
      restart(Map.of());

      pat.type("two");
      for (String line = pat.next(); !line.equals("pat: two"); line = pat.next()) {
        assertFalse(line.contains("the chat"), line);
      }
      pat.type("/whois pat");
      awaitLine("*** pat is in garden");
      assertEquals(List.of("2:#garden"), pat.lastLabels());
      quit(client);
    }
  }

  @Test
  void client_in_no_room_says_so_and_enters_one() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", pat, port)) {
      awaitLine("*** pat has joined the chat");
      pat.type("/part lunch");
      awaitLine("*** pat has left the chat (lunch)");
      pat.expect("*** You are in no room now: /join ROOM enters one.");
      pat.expectPrompt("pat (no room)");
      pat.type("hello?");
      pat.expect("*** You are in no room, the line was not sent: /join ROOM enters one.");
      assertEquals(List.of("1:(no room)"), pat.lastLabels());
      restart(Map.of());
      awaitLine("parley: connected to");

      pat.type("/join tea");
      String line = pat.next();
      while (line.contains("Not connected")) { // the rejoin is not complete
        pat.type("/join tea");
        line = pat.next();
      }
      assertEquals("*** pat has joined tea", line);
      pat.expectPrompt("pat #tea");
      assertEquals(List.of("1:#tea"), pat.lastLabels());
      quit(client);
    }
  }

  @Test
  void other_rooms_than_the_lobby_are_shown_and_the_first_one_is_current() throws Exception {
    restart(Map.of("parley.rooms.auto-join", "[tea, garden]"));
    try (ClientTestKit.RunningClient client = testKit.start("pat", pat, port)) {
      awaitLine("*** pat has joined tea");
      awaitLine("*** pat has joined garden");
      pat.expectPrompt("pat #tea");
      assertEquals(List.of("1:#tea", "2:#garden"), pat.lastLabels());
      pat.type("one");
      awaitLine("pat: one");
      restart(Map.of("parley.rooms.auto-join", "[garden, lobby]"));

      pat.type("two");
      awaitLine("pat: two");
      pat.expectPrompt("pat #tea");
      pat.type("/whois pat");
      awaitLine("*** pat is in ");
      assertEquals(List.of("#garden", "#lobby", "#tea"), titles());
      quit(client);
    }
  }

  private List<String> titles() {
    return pat.lastLabels().stream().map(label -> label.split(":", 2)[1]).sorted().toList();
  }

  private void quit(ClientTestKit.RunningClient client) throws Exception {
    pat.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
  }

  private void awaitLine(String start) {
    while (!pat.next().startsWith(start)) {
      // skip other lines
    }
  }

  private void restart(Map<String, String> overrides) throws Exception {
    server.close();
    server = start(overrides, port);
  }

  private static ParleyServer start(Map<String, String> overrides, int port) {
    return TestServers.start(
        overrides, List.of(new ListenerSettings("beej", TestServers.OWN_HOST, port)));
  }
}
