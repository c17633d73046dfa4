package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost connections and invalid input from the server. */
class ChatClientConnectionLossTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void reports_connection_closed_by_server_and_reconnects() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.finish();
      server.expectEnd();
      screen.expect("parley: " + server.address() + " closed the connection");

      reconnectAndQuit(client);
    }
  }

  @Test
  void reports_connection_reset_and_reconnects() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");

      reconnectAndQuit(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SLOW_DOWN", "TOO_MANY_CONNECTIONS"})
  void waits_before_it_reconnects_to_a_server_that_asks_for_less(String code) throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.send(error(code, "Send more slowly."));
      server.finish();
      server.expectEnd();
      screen.expect("*** Send more slowly.");
      expectDelayed("parley: " + server.address() + " closed the connection");

      reconnectAndQuit(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TOO_MANY_FROM_ADDRESS", "SERVER_BUSY"})
  void waits_longer_when_an_attempt_is_refused(String code) throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      server.accept();
      server.readPacket(); // hello
      server.send(error(code, "Try again later."));
      server.finish();
      server.expectEnd();
      expectDelayed("parley: no connection to " + server.address() + ": Try again later.");

      reconnectAndQuit(client);
    }
  }

  @Test
  void first_connection_that_is_refused_ends_the_client_with_the_reason() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.accept();
      server.send(error("TOO_MANY_FROM_ADDRESS", "Try again later."));
      server.finish();

      assertEquals(ChatClient.LOST, client.status());
      screen.expect(
          "*** Try again later.", "parley: " + server.address() + " closed the connection");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TEXT_EMPTY", "SERVER_BUSY"})
  void refusal_of_a_text_is_a_sentence_and_the_connection_stays(String code) throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("\u3164");
      assertEquals("{\"type\":\"chat\",\"message\":\"\u3164\"}", server.readPacket());
      server.send(error(code, "That was not sent."));
      screen.expect("*** That was not sent.");

      screen.type("hello");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"hello\"}");
      screen.expect("pat: hello");
      screen.type("/q");
      server.expectEnd();
      server.finish();
      int ignored = client.status(); // the text that was refused may be reported
    }
  }

  private void expectDelayed(String line) {
    String shown = screen.next();
    assertTrue(shown.startsWith(line + "; next attempt in "), shown);
  }

  private static String error(String code, String message) {
    return "{\"type\":\"error\",\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
  }

  /**
   * A failed write must not count as the end of input. The server echoes what it reads: after a
   * loss the client sends only a window of unanswered texts.
   */
  @Test
  void reconnects_while_lines_are_being_typed() throws Exception {
    String line = "x".repeat(7000);
    for (int i = 0; i < 900; i++) {
      screen.type(line);
    }
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      server.reset();
      screen.expect("parley: the connection to " + server.address() + " was lost");
      server.welcome("pat");
      screen.expect("parley: connected to " + server.address() + " again");

      screen.type("that is all");
      String last = server.readPacket();
      while (!last.contains("that is all")) {
        server.send(last.replace("{\"type\":\"chat\"", "{\"type\":\"chat\",\"nick\":\"pat\""));
        last = server.readPacket();
      }
      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private void reconnectAndQuit(ClientTestKit.RunningClient client) throws Exception {
    server.welcome("pat");
    screen.expect(
        "parley: connected to " + server.address() + " again", "*** pat has joined the chat");
    screen.type("/q");
    server.expectEnd();
    server.finish();
    assertEquals(ChatClient.LEFT, client.status());
  }

  @Test
  void removes_control_characters_from_received_messages() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");

      server.send("{\"type\":\"join\",\"nick\":\"\\u001b[2Jeve\\n\\u202e\"}");
      screen.expect("*** [2Jeve↵ has joined the chat");
      server.send(
          "{\"type\":\"chat\",\"nick\":\"e\\u009bve\",\"message\":\"\\u001b]0;x\\u0007!\"}");
      screen.expect("eve: ]0;x!");
      server.send("{\"type\":\"chat\",\"nick\":\"***\",\"message\":\"\\rhi\\u007f\"}");
      screen.expect("***  hi");
      server.send("{\"type\":\"no\\u001b[31m\"}");
      screen.expect("*** Invalid data from the server: The type \"no[31m\" is not known here.");
      server.send("{\"type\":\"leave\",\"nick\":\"\\u0000\"}");
      screen.expect("*** ? has left the chat");

      screen.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void reports_unreadable_packet_and_continues() throws Exception {
    String unreadable = "*** Invalid data from the server: ";
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");

      server.send("hello");
      screen.expect(unreadable + "That was not valid JSON.");
      server.send("[1]");
      screen.expect(unreadable + "That was JSON, but not an object.");
      server.send(new byte[] {'"', (byte) 0xC0, '"'});
      screen.expect(unreadable + "That was not UTF-8.");
      server.send("{\"type\":\"chat\",\"nick\":\"eve\"}");
      screen.expect(unreadable + "The field \"message\" is missing.");
      server.send("{\"type\":\"chat\",\"nick\":\"eve\",\"message\":\"still here\",\"more\":1}");
      screen.expect("eve: still here");
      screen.type("me too", "/q");
      assertEquals("{\"type\":\"chat\",\"message\":\"me too\"}", server.readPacket());
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void exits_with_status_1_when_first_bytes_are_no_frame() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.accept();
      server.sendRaw("{\"type\":\"system\"}".getBytes(UTF_8));

      assertEquals(ChatClient.LOST, client.status());
      screen.expect(
          "parley: "
              + server.address()
              + " does not answer as beej; it may speak another dialect (--dialect nickname, login,"
              + " prompt, plain, whisper, notification)");
    }
  }

  /** Ctrl-S blocks output only. */
  @Test
  void sends_typed_lines_while_screen_is_blocked() throws Exception {
    CountDownLatch unblock = new CountDownLatch(1);
    FakeScreen blocked =
        new FakeScreen(true) {
          @Override
          public void draw(List<DisplayLine> lines) {
            try {
              if (unblock.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                super.draw(lines);
              }
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    try (ClientTestKit.RunningClient client = testKit.start("pat", blocked, server.port())) {
      server.welcome("pat");
      for (int i = 0; i < 100; i++) {
        server.send("{\"type\":\"join\",\"nick\":\"guest" + i + "\"}");
      }
      blocked.type("can you read me?");
      assertEquals("{\"type\":\"chat\",\"message\":\"can you read me?\"}", server.readPacket());

      unblock.countDown();
      blocked.expect("*** pat has joined the chat");
      for (int i = 0; i < 100; i++) {
        blocked.expect("*** guest" + i + " has joined the chat");
      }
      blocked.type("/q");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }
}
