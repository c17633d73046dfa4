package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When a client without a terminal exits, and with which status. */
class ChatClientScriptTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.script();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void script_waits_for_echo_of_every_line() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.type("one", "two").endInput(), server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
      assertEquals("{\"type\":\"chat\",\"message\":\"two\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\"}");
      server.send("{\"type\":\"chat\",\"nick\":\"leslie\",\"message\":\"two\"}");
      screen.expect("*** pat has joined the chat", "pat: one", "leslie: two");
      assertFalse(client.exitStatus().isDone());

      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"two\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
      screen.expect("pat: two");
    }
  }

  /** Messages that arrive after the client has closed its output are shown, too. */
  @Test
  void script_shows_messages_until_server_closes() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.endInput(), server.port())) {
      server.welcome("pat");
      server.expectEnd();
      server.send("{\"type\":\"join\",\"nick\":\"leslie\"}");
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
      screen.expect("*** pat has joined the chat", "*** leslie has joined the chat");
    }
  }

  @Test
  void quit_command_ends_script_like_end_of_input() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.type("one", "/q", "two"), server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void exits_with_status_1_when_lines_are_not_echoed() throws Exception {
    Duration linger = Duration.ofMillis(50);
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.type("one", "two"), server.port(), linger)) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
      assertEquals("{\"type\":\"chat\",\"message\":\"two\"}", server.readPacket());
      screen.endInput(); // the time to linger begins

      assertEquals(ChatClient.LOST, client.status());
      assertEquals(
          List.of(), screen.rest().stream().filter(line -> line.startsWith("pat:")).toList());
      assertEquals(
          1,
          screen.rest().stream()
              .filter(
                  line -> line.startsWith("parley: the server did not confirm 2 of the lines sent"))
              .count());
    }
  }

  @Test
  void exits_with_status_1_when_hello_is_not_answered() throws Exception {
    Duration linger = Duration.ofMillis(50);
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.endInput(), server.port(), linger)) {
      server.accept();

      assertEquals(ChatClient.LOST, client.status());
      assertEquals(1, screen.rest().size());
    }
  }

  /** A script is never so far ahead of the answers that it fills the buffers of the system. */
  @Test
  void person_connects_again_when_server_stops_reading() throws Exception {
    ClientSettings shortStallTimeout =
        new ClientSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            ClientTestKit.ANSWER,
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            ClientTestKit.RECONNECT,
            ClientTestKit.SCREEN,
            ClientTestKit.KEEP);
    FakeScreen person = FakeScreen.interactive();
    String[] more = new String[5000]; // more than any system's socket buffers hold
    Arrays.fill(more, "x".repeat(7000));
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", person.type(more), server.port(), shortStallTimeout)) {
      server.welcome("pat");

      person.expect("*** pat has joined the chat", "parley: no answer from the server for 200 ms");
      server.accept();
      assertEquals(
          "{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
      assertFalse(client.exitStatus().isDone());
    }
  }

  @Test
  void exits_with_status_1_when_output_is_closed() throws Exception {
    FakeScreen closedOutput =
        new FakeScreen(false) {
          @Override
          public void draw(List<DisplayLine> lines) {
            throw new UncheckedIOException("output closed", new IOException());
          }
        };
    try (ClientTestKit.RunningClient client = testKit.start("pat", closedOutput, server.port())) {
      server.welcome("pat");

      assertEquals(ChatClient.LOST, client.status());
      closedOutput.expect("parley: output closed");
    }
  }
}
