package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Private rooms, keys, and people who are put out, in clients on a real server. */
@Timeout(120)
class ClientModerationTest {
  @AutoClose private final ClientTestKit testKit = new ClientTestKit("beej", TestServers.OWN_HOST);

  @TempDir Path folder;
  private ParleyServer server;
  private int port;
  private final FakeScreen amy = new FakeScreen(new ScreenTraits(true, true));
  private final FakeScreen bob = new FakeScreen(new ScreenTraits(true, true));
  private ClientTestKit.RunningClient amyClient;
  private ClientTestKit.RunningClient bobClient;

  /** Amy owns the room tea. */
  @BeforeEach
  void start() {
    server = startServer(0);
    port = TestServers.port(server);
    amyClient = testKit.start("amy", amy, port);
    await(amy, "*** amy has joined the chat");
    amy.type("/register correct horse");
    await(amy, "*** You");
    amy.type("/join tea");
    await(amy, "*** amy has joined tea");
    bobClient = testKit.start("bob", bob, port);
    await(bob, "*** bob has joined the chat");
  }

  @AfterEach
  void end() {
    amyClient.close();
    bobClient.close();
    server.close();
  }

  @Test
  void guest_of_a_private_room_is_refused_after_a_reconnect() throws Exception {
    amy.type("/room private on");
    await(amy, "*** The setting private of tea is on now.");
    bob.type("/join tea");
    await(bob, "*** tea is entered by invitation");
    amy.type("/invite bob");
    await(amy, "*** You have invited bob to tea.");
    await(bob, "*** amy invites you to tea: /join tea enters it");
    bob.type("/join tea", "hello");
    await(bob, "bob: hello");
    restart();

    await(bob, "parley: connected to");
    await(bob, "*** tea is entered by invitation");
    bob.type("for the lobby");
    for (String line = bob.next(); !line.equals("bob: for the lobby"); line = bob.next()) {
      assertFalse(line.contains("invitation"), line);
    }
    assertEquals(List.of("1:#lobby"), bob.lastLabels());
    await(amy, "parley: connected to");
    amy.type("just me"); // her account has a role
    await(amy, "amy: just me");
    assertEquals(List.of("1:#lobby", "2:#tea"), amy.lastLabels());
    quit();
  }

  @Test
  void who_is_put_out_reads_why_and_stays_out_after_a_reconnect() throws Exception {
    bob.type("/join tea", "hello");
    await(bob, "bob: hello");
    amy.type("/kick bob too loud");
    await(amy, "*** bob is put out of tea.");
    await(bob, "*** amy kicks bob from tea (too loud)");
    bob.expectPrompt("bob");
    assertEquals(List.of("1:#lobby"), bob.lastLabels());
    restart();

    await(bob, "parley: connected to");
    bob.type("here");
    await(bob, "bob: here");
    bob.type("/whois bob");
    await(bob, "*** bob is in lobby, ");
    bob.type("/join tea"); // it is no ban
    await(bob, "*** bob has joined tea");
    quit();
  }

  @Test
  void room_is_entered_again_with_its_key_after_a_restart_of_the_server() throws Exception {
    amy.type("/room key sesame");
    await(amy, "*** The setting key of tea is on now.");
    bob.type("/join tea");
    await(bob, "*** tea is entered with a key");
    bob.type("/join tea sesame", "hello");
    await(bob, "bob: hello");
    restart();

    bob.type("again");
    for (String line = bob.next(); !line.equals("bob: again"); line = bob.next()) {
      assertFalse(line.contains("key"), line);
    }
    bob.expectPrompt("bob #tea");
    assertEquals(List.of("1:#lobby", "2:#tea"), bob.lastLabels());
    quit();
  }

  @Test
  void text_of_a_muted_person_is_not_sent_again() throws Exception {
    bob.type("/join tea", "hello");
    await(bob, "bob: hello");
    amy.type("/mute bob for 1h noise");
    await(amy, "*** bob is muted in tea until ");
    await(bob, "*** amy mutes bob in tea until ");
    bob.type("never said");
    await(bob, "*** You are muted in tea until ");
    amy.type("/bans");
    await(amy, "*** mute of bob, by amy, ");
    amy.type("/unmute bob");
    await(bob, "*** amy lifts the mute of bob");
    restart();

    bob.type("said");
    await(bob, "bob: said");
    for (String line = amy.next(); !line.endsWith("bob: said"); line = amy.next()) {
      assertFalse(line.contains("never"), line);
    }
    quit();
  }

  @Test
  void script_changes_a_room_and_is_told_what_is_refused() throws Exception {
    FakeScreen script = FakeScreen.script();
    script.acceptCommands();
    script.type("/join den", "/room slow 10s", "/room", "/room private on").endInput();
    try (ClientTestKit.RunningClient client = testKit.start("eve", script, port)) {
      assertEquals(ChatClient.LEFT, client.status());
    }
    List<String> lines = script.rest();
    assertTrue(lines.contains("*** The setting slow of den is 10s now."), lines::toString);
    assertTrue(lines.contains("*** den: slow 10s."), lines::toString);
    assertTrue(
        lines.contains("*** Only the room of somebody with an account has the setting private."),
        lines::toString);
    quit();
  }

  private void quit() throws Exception {
    amy.type("/q");
    bob.type("/q");
    assertEquals(ChatClient.LEFT, amyClient.status());
    assertEquals(ChatClient.LEFT, bobClient.status());
  }

  private static void await(FakeScreen screen, String start) {
    while (!screen.next().startsWith(start)) {
      // skip other lines
    }
  }

  private void restart() {
    server.close();
    server = startServer(port);
  }

  private ParleyServer startServer(int at) {
    return TestServers.start(
        Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db")),
        List.of(new ListenerSettings("beej", TestServers.OWN_HOST, at)));
  }
}
