package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import io.parley.client.screen.FakeScreen;
import io.parley.dialect.beej.BeejDialect;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client and the server, with nothing between them but a socket. */
class ChatClientTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();
  @AutoClose private static ParleyServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    // What the other tests have said would be told to each newcomer.
    Config config = ClientTestKit.config(Map.of("parley.room.recalled", "0"));
    server =
        ParleyServer.start(
            ServerSettings.read(config)
                .withListeners(
                    List.of(new ListenerSettings(BeejDialect.NAME, ClientTestKit.HOST, 0))),
            config);
    port = server.addresses().get(0).address().getPort();
  }

  @Test
  void people_see_each_other_come_talk_and_go() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    FakeScreen leslie = FakeScreen.interactive();
    try (ClientTestKit.RunningClient patsVisit = lab.start("pat", pat, port)) {
      pat.expect("*** pat has joined the chat");
      try (ClientTestKit.RunningClient lesliesVisit = lab.start("leslie", leslie, port)) {
        leslie.expect("*** leslie has joined the chat");
        pat.expect("*** leslie has joined the chat");

        pat.type("Hello?");
        pat.expect("pat: Hello?");
        leslie.expect("pat: Hello?");

        leslie.type("//q 😀", "/q");
        assertEquals(ChatClient.LEFT, lesliesVisit.status());
        pat.expect("leslie: /q 😀", "*** leslie has left the chat");
      }
      pat.endInput();
      assertEquals(ChatClient.LEFT, patsVisit.status());
      assertEquals(List.of(), pat.rest());
    }
  }

  @Test
  void a_script_sees_everything_that_it_said_come_back_before_it_leaves() throws Exception {
    String[] lines = IntStream.range(0, 500).mapToObj(i -> "line " + i).toArray(String[]::new);
    FakeScreen script = FakeScreen.script().type(lines).endInput();
    try (ClientTestKit.RunningClient visit = lab.start("script", script, port)) {
      assertEquals(ChatClient.LEFT, visit.status());

      script.expect("*** script has joined the chat");
      for (String line : lines) {
        script.expect("script: " + line);
      }
      assertEquals(List.of(), script.rest());
    }
  }

  @Test
  void a_script_whose_line_is_refused_does_not_wait_for_it() throws Exception {
    FakeScreen script = FakeScreen.script().type("\u0007", "x".repeat(4097)).endInput();
    try (ClientTestKit.RunningClient visit = lab.start("bell", script, port)) {
      assertEquals(ChatClient.LEFT, visit.status());

      script.expect("*** bell has joined the chat");
      script.expect("*** There is nothing to say in an empty text.");
      script.expect(
          "*** That text has 4097 characters; the limit is 4096. It was not sent to anybody.");
    }
  }

  /** The longest text that there may be, in characters of the most bytes. */
  @Test
  void emoji_up_to_the_limit_come_back_to_everybody() throws Exception {
    String emoji = "😀".repeat(4096);
    FakeScreen script = FakeScreen.script().type(emoji, "and after it").endInput();
    try (ClientTestKit.RunningClient visit = lab.start("smiler", script, port)) {
      assertEquals(ChatClient.LEFT, visit.status());

      script.expect("*** smiler has joined the chat");
      script.expect("smiler: " + emoji, "smiler: and after it");
    }
  }

  @Test
  void a_person_whose_nickname_is_refused_is_asked_for_another() throws Exception {
    FakeScreen chris = FakeScreen.interactive();
    FakeScreen other = FakeScreen.interactive();
    try (ClientTestKit.RunningClient first = lab.start("chris", chris, port)) {
      chris.expect("*** chris has joined the chat");
      try (ClientTestKit.RunningClient second = lab.start("Chris", other, port)) {
        other.expect(
            "*** The nickname Chris is taken.", "*** Type another nickname, or /q to leave.");
        assertEquals("nickname", other.lastPrompt());
        other.type("leslie");
        other.expect("*** leslie has joined the chat");
        assertEquals("leslie", other.lastPrompt());
        other.type("/q");
        assertEquals(ChatClient.LEFT, second.status());
      }
      chris.type("/q");
      assertEquals(ChatClient.LEFT, first.status());
    }
  }

  @Test
  void a_script_with_a_refused_nickname_ends_with_status_1_too() throws Exception {
    FakeScreen script = FakeScreen.script().type("hello").endInput();
    try (ClientTestKit.RunningClient visit = lab.start("no spaces", script, port)) {
      assertEquals(ChatClient.LOST, visit.status());

      script.expect("*** A nickname is made of letters, digits, _ and - only.");
      script.expect("parley: 127.0.0.1:" + port + " closed the connection");
    }
  }
}
