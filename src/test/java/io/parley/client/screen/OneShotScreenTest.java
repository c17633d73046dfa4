package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ChatClient;
import io.parley.client.ClientTestKit;
import io.parley.client.ScriptedServer;
import io.parley.client.render.AnswerOnlyFormatter.Selection;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that sends one line: its output and exit status. */
class OneShotScreenTest {
  private static final String PONG = "{\"type\":\"pong\"}";
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void prints_nothing_when_text_is_echoed() throws Exception {
    OneShotScreen screen = createScreen("one\ntwo");
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcomeOnce("pat");
      server.send("{\"type\":\"chat\",\"nick\":\"amy\",\"message\":\"hi\"}");
      assertEquals("{\"type\":\"chat\",\"message\":\"one\\ntwo\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"one\\ntwo\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertFalse(screen.hasRefusedInput());
    assertWritten("", "");
  }

  @Test
  void reports_server_error_on_stderr() throws Exception {
    OneShotScreen screen = createScreen("hello");
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcomeOnce("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"error\",\"code\":\"TEXT_TOO_LONG\",\"message\":\"Too long.\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertTrue(screen.hasRefusedInput());
    assertWritten("", "parley: Too long.\n");
  }

  @Test
  void reports_client_error_on_stderr() throws Exception {
    OneShotScreen screen = createScreen("/r me too");
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcomeOnce("pat");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertTrue(screen.hasRefusedInput());
    assertWritten("", "parley: No private message to reply to: use /message NICK TEXT.\n");
  }

  @Test
  void prints_answer_to_command() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", createScreen("/rooms"), server.port())) {
      acceptAndJoin();
      assertEquals("{\"type\":\"rooms\"}", server.readPacket());
      assertEquals("{\"type\":\"ping\"}", server.readPacket());
      server.send("{\"type\":\"rooms\",\"rooms\":[\"lobby\"],\"members\":[1]}");
      server.send(PONG);
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertWritten("*** Rooms (1): lobby (1)\n", "");
  }

  /** The backlog was not shown, so the newest page is requested. */
  @Test
  void history_command_prints_newest_page() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", createScreen("/history"), server.port())) {
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

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertWritten("*** No older messages in lobby.\n", "");
  }

  @Test
  void exits_with_status_1_when_text_is_not_echoed() throws Exception {
    Duration linger = Duration.ofSeconds(2); // longer than a busy machine delays the welcome
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", createScreen("hello"), server.port(), linger)) {
      server.welcomeOnce("pat");

      assertEquals(ChatClient.LOST, client.status());
    }
    assertWritten(
        "",
        """
        parley: the server did not confirm 1 of the lines sent in time
        parley: this may not have arrived: hello
        """);
  }

  @Test
  void prints_all_events_as_json_when_asked() throws Exception {
    InputStream input = InputStream.nullInputStream();
    OneShotScreen screen =
        new OneShotScreen(
            new JsonScreen(input, output, diagnostics, UTF_8), "hello", Selection.EVENTS);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcomeOnce("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"error\",\"code\":\"TEXT_TOO_LONG\",\"message\":\"Too long.\"}");
      server.expectEnd();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
    assertTrue(screen.hasRefusedInput());
    assertWritten(
        """
        {"event":"join","room":"lobby","nickname":"pat"}
        {"event":"refused","code":"TEXT_TOO_LONG","text":"Too long."}
        """,
        "parley: Too long.\n");
  }

  @Test
  void json_leaves_out_earlier_messages_unless_asked() throws Exception {
    String past =
        "{\"event\":\"recalled\",\"room\":\"lobby\",\"messages\":[{\"event\":\"chat\",\"id\":7,"
            + "\"room\":\"lobby\",\"time\":\"1970-01-01T00:00:01Z\",\"nickname\":\"amy\","
            + "\"text\":\"hi\",\"past\":true}]}\n";
    assertFalse(jsonEvents(Selection.EVENTS).contains("recalled"));
    output.reset();
    assertTrue(jsonEvents(Selection.EVENTS_AND_PAST).startsWith(past), output.toString(UTF_8));
  }

  /** The events of a client that says hello in a room with a past. */
  private String jsonEvents(Selection selection) throws Exception {
    InputStream input = InputStream.nullInputStream();
    OneShotScreen screen =
        new OneShotScreen(new JsonScreen(input, output, diagnostics, UTF_8), "hello", selection);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.accept();
      server.readPacket();
      server.send(
          "{\"type\":\"history\",\"room\":\"lobby\",\"recalled\":true,\"messages\":"
              + "[{\"id\":7,\"nick\":\"amy\",\"message\":\"hi\",\"time\":1}]}");
      server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"hello\",\"id\":8}");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
    }
    String events = output.toString(UTF_8);
    assertTrue(events.contains("\"event\":\"join\"") && events.contains("\"id\":8"), events);
    return events;
  }

  /** Accepts a registration with extensions. */
  private void acceptAndJoin() throws Exception {
    server.accept();
    server.readPacket();
    server.send("{\"type\":\"join\",\"nick\":\"pat\",\"room\":\"lobby\",\"time\":2}");
  }

  private OneShotScreen createScreen(String text) {
    return new OneShotScreen(
        new PipeScreen(InputStream.nullInputStream(), output, diagnostics, UTF_8),
        text,
        Selection.ANSWERS);
  }

  private void assertWritten(String out, String err) {
    assertEquals(err, diagnostics.toString(UTF_8));
    assertEquals(out, output.toString(UTF_8));
  }
}
