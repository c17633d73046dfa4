package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.server.ParleyServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The client against a real server on a loopback socket. */
class ChatClientTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  /** One for each test: a member of another test leaves when nobody can observe it. */
  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  private final int port = TestServers.port(server);

  @Test
  void users_see_each_other_join_chat_and_leave() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    FakeScreen leslie = FakeScreen.interactive();
    try (ClientTestKit.RunningClient patsClient = testKit.start("pat", pat, port)) {
      pat.expect("*** pat has joined the chat");
      try (ClientTestKit.RunningClient lesliesClient = testKit.start("leslie", leslie, port)) {
        leslie.expect("*** leslie has joined the chat");
        pat.expect("*** leslie has joined the chat");

        pat.type("Hello?");
        pat.expect("pat: Hello?");
        leslie.expect("pat: Hello?");

        leslie.type("//q 😀", "/q");
        assertEquals(ChatClient.LEFT, lesliesClient.status());
        pat.expect("leslie: /q 😀", "*** leslie has left the chat");
      }
      pat.endInput();
      assertEquals(ChatClient.LEFT, patsClient.status());
      assertEquals(List.of(), pat.rest());
    }
  }

  @Test
  void script_shows_echo_of_every_line_before_exit() throws Exception {
    String[] lines = IntStream.range(0, 500).mapToObj(i -> "line " + i).toArray(String[]::new);
    FakeScreen screen = FakeScreen.script().type(lines).endInput();
    try (ClientTestKit.RunningClient client = testKit.start("script", screen, port)) {
      assertEquals(ChatClient.LEFT, client.status());

      screen.expect("*** script has joined the chat");
      for (String line : lines) {
        screen.expect("script: " + line);
      }
      assertEquals(List.of(), screen.rest());
    }
  }

  @Test
  void script_does_not_wait_for_echo_of_rejected_line() throws Exception {
    FakeScreen screen = FakeScreen.script();
    try (ClientTestKit.RunningClient client = testKit.start("bell", screen, port)) {
      // The connection refuses a text at once, even while the join waits for the room to store.
      screen.expect("*** bell has joined the chat");
      screen.type("\u0007", "x".repeat(4097)).endInput();
      assertEquals(ChatClient.LEFT, client.status());

      screen.expect("*** There is nothing to say in an empty text.");
      screen.expect(
          "*** That text has 4097 characters; the limit is 4096. It was not sent to anybody.");
    }
  }

  /** The longest text allowed, in characters of the most bytes. */
  @Test
  void delivers_emoji_text_of_maximum_length() throws Exception {
    String emoji = "😀".repeat(4096);
    FakeScreen screen = FakeScreen.script().type(emoji, "and after it").endInput();
    try (ClientTestKit.RunningClient client = testKit.start("smiler", screen, port)) {
      assertEquals(ChatClient.LEFT, client.status());

      screen.expect("*** smiler has joined the chat");
      screen.expect("smiler: " + emoji, "smiler: and after it");
    }
  }

  @Test
  void asks_user_for_another_nickname_when_taken() throws Exception {
    FakeScreen chris = FakeScreen.interactive();
    FakeScreen other = FakeScreen.interactive();
    try (ClientTestKit.RunningClient first = testKit.start("chris", chris, port)) {
      chris.expect("*** chris has joined the chat");
      try (ClientTestKit.RunningClient second = testKit.start("Chris", other, port)) {
        other.expect(
            "*** The nickname Chris is taken.", "*** Type another nickname, or /q to leave.");
        other.expectPrompt("nickname");
        other.type("leslie");
        other.expect("*** leslie has joined the chat");
        other.expectPrompt("leslie");
        other.type("/q");
        assertEquals(ChatClient.LEFT, second.status());
      }
      chris.type("/q");
      assertEquals(ChatClient.LEFT, first.status());
    }
  }

  @Test
  void script_with_invalid_nickname_exits_with_status_1() throws Exception {
    FakeScreen screen = FakeScreen.script().type("hello").endInput();
    try (ClientTestKit.RunningClient client = testKit.start("no spaces", screen, port)) {
      assertEquals(ChatClient.LOST, client.status());

      screen.expect("*** A nickname is made of letters, digits and _ - . [ ] { } | ^ \\ ` only.");
      screen.expect("parley: 127.0.0.1:" + port + " closed the connection");
    }
  }
}
