package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ChatClient;
import io.parley.client.ClientTestKit;
import io.parley.client.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that says one thing: what it writes, and how it ends. */
class OneShotScreenTest {
  private static final String PONG = "{\"type\":\"pong\"}";
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void shows_nothing_and_is_not_refused_when_it_has_come_back() throws Exception {
    OneShotScreen screen = text("one\ntwo");
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      server.send("{\"type\":\"chat\",\"nick\":\"amy\",\"message\":\"hi\"}");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\\ntwo\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\\ntwo\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertFalse(screen.isRefused());
    assertWritten("", "");
  }

  @Test
  void what_the_server_refuses_is_a_complaint() throws Exception {
    OneShotScreen screen = text("hello");
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"error\",\"code\":\"TEXT_TOO_LONG\",\"message\":\"Too long.\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertTrue(screen.isRefused());
    assertWritten("", "parley: Too long.\n");
  }

  @Test
  void what_cannot_be_said_here_is_a_complaint() throws Exception {
    OneShotScreen screen = text("/r me too");
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertTrue(screen.isRefused());
    assertWritten("", "parley: There is nobody to reply to yet: /message NICK TEXT begins.\n");
  }

  @Test
  void the_answer_to_a_command_is_shown() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", text("/rooms"), server.port())) {
      joins();
      assertEquals("{\"type\":\"rooms\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"rooms\",\"rooms\":[\"lobby\"],\"members\":[1]}");
      server.send(PONG);
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertWritten("*** Rooms (1): lobby (1)\n", "");
  }

  /** What was told on coming in was not shown, so that it is not older than what was. */
  @Test
  void a_page_of_history_is_the_newest() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", text("/history"), server.port())) {
      server.accept();
      server.readPacket();
      server.send(
          "{\"type\":\"history\",\"room\":\"lobby\",\"recalled\":true,\"messages\":"
              + "[{\"id\":7,\"nick\":\"amy\",\"message\":\"hi\",\"time\":1}]}");
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
      assertEquals("{\"type\":\"history\",\"room\":\"lobby\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"history\",\"room\":\"lobby\",\"messages\":[]}");
      server.send(PONG);
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertWritten("*** There is nothing older in lobby.\n", "");
  }

  @Test
  void is_lost_when_it_does_not_come_back() throws Exception {
    Duration linger = Duration.ofMillis(50);
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", text("hello"), server.port(), linger)) {
      server.welcome("pat");

      assertEquals(ChatClient.LOST, visit.status());
    }
    assertWritten(
        "",
        """
        parley: 1 of the lines sent did not come back in time
        parley: this may not have arrived: hello
        """);
  }

  @Test
  void as_json_everything_is_shown_until_the_end() throws Exception {
    InputStream nothing = InputStream.nullInputStream();
    OneShotScreen screen =
        new OneShotScreen(new JsonScreen(nothing, output, complaints), "hello", true);
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"error\",\"code\":\"TEXT_TOO_LONG\",\"message\":\"Too long.\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
    }
    assertTrue(screen.isRefused());
    assertWritten(
        """
        {"event":"join","room":"lobby","nickname":"pat"}
        {"event":"refused","code":"TEXT_TOO_LONG","text":"Too long."}
        """,
        "parley: Too long.\n");
  }

  /** Of a server that knows extensions. */
  private void joins() throws Exception {
    server.accept();
    server.readPacket();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
  }

  private OneShotScreen text(String text) {
    return new OneShotScreen(
        new PipeScreen(InputStream.nullInputStream(), output, complaints), text, false);
  }

  private void assertWritten(String out, String err) {
    assertEquals(err, complaints.toString(UTF_8));
    assertEquals(out, output.toString(UTF_8));
  }
}
