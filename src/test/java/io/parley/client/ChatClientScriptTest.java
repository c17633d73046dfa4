package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.screen.FakeScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How a client in a pipe decides when to leave. */
class ChatClientScriptTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.script();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void stays_until_all_that_it_said_has_come_back() throws Exception {
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.type("one", "two").endInput(), server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
      assertEquals("{\"type\":\"chat\",\"message\":\"two\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\"}");
      server.send("{\"type\":\"chat\",\"nick\":\"leslie\",\"message\":\"two\"}");
      screen.expect("*** pat has joined the chat", "pat: one", "leslie: two");
      assertFalse(visit.exitStatus().isDone());

      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"two\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
      screen.expect("pat: two");
    }
  }

  /** What is on its way when the client closes its side is shown, too. */
  @Test
  void shows_what_comes_until_the_server_closes() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen.endInput(), server.port())) {
      server.welcome("pat");
      server.expectEnd();
      server.send("{\"type\":\"join\",\"nick\":\"leslie\"}");
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
      screen.expect("*** pat has joined the chat", "*** leslie has joined the chat");
    }
  }

  @Test
  void quits_with_q_like_at_the_end_of_input() throws Exception {
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.type("one", "/q", "two"), server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\"}");

      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  @Test
  void complains_when_a_server_swallows_what_it_said() throws Exception {
    Duration linger = Duration.ofMillis(50);
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.type("one", "two").endInput(), server.port(), linger)) {
      server.welcome("pat");

      assertEquals(ChatClient.LOST, visit.status());
      assertEquals(
          List.of(), screen.rest().stream().filter(line -> line.startsWith("pat:")).toList());
      assertEquals(
          1,
          screen.rest().stream()
              .filter(line -> line.startsWith("parley: 2 of the lines sent did not come back"))
              .count());
    }
  }

  @Test
  void complains_when_a_server_never_answers_the_hello() throws Exception {
    Duration linger = Duration.ofMillis(50);
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.endInput(), server.port(), linger)) {
      server.accept();

      assertEquals(ChatClient.LOST, visit.status());
      assertEquals(1, screen.rest().size());
    }
  }

  @Test
  void gives_up_on_a_server_that_takes_nothing_any_more() throws Exception {
    ClientSettings impatient =
        new ClientSettings(
            Duration.ofSeconds(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            ClientTestKit.RECONNECT,
            ClientTestKit.SCREEN);
    String[] more = new String[5000]; // than the buffers of any system hold
    Arrays.fill(more, "x".repeat(7000));
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.type(more).endInput(), server.port(), impatient)) {
      server.accept();

      assertEquals(ChatClient.LOST, visit.status());
      screen.expect("parley: the server takes nothing any more");
      List<String> told = screen.rest();
      assertEquals(11, told.size());
      assertEquals("parley: this may not have arrived: " + more[0], told.get(0));
      assertTrue(
          told.get(10).matches("parley: nor may \\d+ more lines said after it"), told.get(10));
    }
  }

  @Test
  void says_when_nobody_reads_its_output_any_more() throws Exception {
    FakeScreen unread =
        new FakeScreen(false) {
          @Override
          public void draw(List<DisplayLine> lines) {
            throw new UncheckedIOException("nobody reads", new IOException());
          }
        };
    try (ClientTestKit.RunningClient visit = lab.start("pat", unread, server.port())) {
      server.welcome("pat");

      assertEquals(ChatClient.LOST, visit.status());
      unread.expect("parley: nobody reads");
    }
  }
}
