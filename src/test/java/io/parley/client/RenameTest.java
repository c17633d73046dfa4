package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.server.ParleyServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that change their nicknames on a real server. */
class RenameTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  private final int port = TestServers.port(server);
  private final FakeScreen amy = FakeScreen.interactive();
  private final FakeScreen pat = FakeScreen.interactive();

  @Test
  void others_read_the_reason_of_a_leave() throws Exception {
    try (ClientTestKit.RunningClient own = testKit.start("amy", amy, port);
        ClientTestKit.RunningClient other = testKit.start("pat", pat, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      awaitLine(pat, "*** pat has joined the chat");
      amy.type("/join tea");
      awaitLine(amy, "*** amy has joined tea");
      pat.type("/join tea");
      awaitLine(pat, "*** pat has joined tea");
      amy.type("/part lunch, and tea");
      awaitLine(amy, "*** amy has left tea (lunch, and tea)");
      awaitLine(pat, "*** amy has left tea (lunch, and tea)");
      amy.type("/q");
      pat.type("/q");
      assertEquals(ChatClient.LEFT, own.status());
      assertEquals(ChatClient.LEFT, other.status());
    }
  }

  @Test
  void nickname_changes_for_oneself_and_for_others() throws Exception {
    try (ClientTestKit.RunningClient own = testKit.start("amy", amy, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      try (ClientTestKit.RunningClient other = testKit.start("pat", pat, port)) {
        awaitLine(pat, "*** pat has joined the chat");
        awaitLine(amy, "*** pat has joined the chat");
        amy.type("one", "/nick amelia", "two");
        amy.expect("amy: one", "*** amy is now known as amelia", "amelia: two");
        amy.expectPrompt("amelia");
        pat.expect("amy: one", "*** amy is now known as amelia", "amelia: two");

        pat.type("/msg amelia psst");
        amy.expect("pat -> amelia: psst");
        pat.expect("pat -> amelia: psst");
        amy.type("/r hm", "/q");
        amy.expect("amelia -> pat: hm");
        pat.expect("amelia -> pat: hm");
        assertEquals(ChatClient.LEFT, own.status());
        pat.expect("*** amelia has left the chat");
        pat.type("/q");
        assertEquals(ChatClient.LEFT, other.status());
      }
    }
  }

  @Test
  void refused_nickname_leaves_the_client_registered() throws Exception {
    try (ClientTestKit.RunningClient own = testKit.start("amy", amy, port);
        ClientTestKit.RunningClient other = testKit.start("pat", pat, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      awaitLine(pat, "*** pat has joined the chat");
      amy.type("/nick pat", "still here");
      awaitLine(amy, "*** The nickname pat is taken.");
      awaitLine(amy, "amy: still here");
      amy.expectPrompt("amy");
      amy.type("/nick AMY", "me again");
      awaitLine(amy, "*** amy is now known as AMY");
      awaitLine(amy, "AMY: me again");
      amy.type("/q");
      pat.type("/q");
      assertEquals(ChatClient.LEFT, own.status());
      assertEquals(ChatClient.LEFT, other.status());
    }
  }

  @Test
  void nick_command_answers_the_question_for_another_nickname() throws Exception {
    try (ClientTestKit.RunningClient own = testKit.start("amy", amy, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      try (ClientTestKit.RunningClient other = testKit.start("Amy", pat, port)) {
        pat.expect("*** The nickname Amy is taken.", "*** Type another nickname, or /q to leave.");
        pat.type("/nick pat");
        pat.expect("*** pat has joined the chat");
        pat.expectPrompt("pat");
        pat.type("/q");
        assertEquals(ChatClient.LEFT, other.status());
      }
      amy.type("/q");
      assertEquals(ChatClient.LEFT, own.status());
    }
  }

  @Test
  void script_waits_for_its_rename() throws Exception {
    FakeScreen script = FakeScreen.script().type("/nick amelia", "hello").endInput();
    script.acceptCommands();
    try (ClientTestKit.RunningClient own = testKit.start("amy", script, port)) {
      assertEquals(ChatClient.LEFT, own.status());
    }
    assertEquals(
        List.of("*** amy has joined the chat", "*** amy is now known as amelia", "amelia: hello"),
        script.rest());
  }

  private static void awaitLine(FakeScreen screen, String line) {
    String next = screen.next();
    while (!next.equals(line)) {
      next = screen.next();
    }
  }
}
