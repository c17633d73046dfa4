package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ChatClient;
import io.parley.client.ClientTestKit;
import io.parley.client.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of the lines of a pipe. */
class PipeInputTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void line_that_begins_with_slash_is_text() throws Exception {
    PipeScreen screen = screen("/var is full\n//etc\n/etc/motd\n\n   \nlast\n");
    run(screen, "/var is full", "//etc", "/etc/motd", "last");

    assertFalse(screen.hasRefusedInput());
    assertEquals("", diagnostics.toString(UTF_8));
  }

  @Test
  void line_like_a_command_is_text_and_commands_are_pointed_out_once() throws Exception {
    PipeScreen screen = screen("/me waves\n/q\n");
    run(screen, "/me waves", "/q");

    assertFalse(screen.hasRefusedInput());
    assertEquals(
        "parley: a line that begins with / is sent as text; --commands makes it a command\n",
        diagnostics.toString(UTF_8));
  }

  @Test
  void unknown_command_is_refused_with_its_line_when_lines_may_be_commands() throws Exception {
    PipeScreen screen = screen("one\n/var is full\n/msg\n//etc\n/q\nnever\n");
    screen.acceptCommands();
    run(screen, "one", "/etc");

    assertTrue(screen.hasRefusedInput());
    assertEquals(
        """
        parley: line 2 was not sent: Unknown command /var. /help lists the commands; //text sends /text.
        parley: line 3 was not sent: Usage: /message NICK TEXT
        """,
        diagnostics.toString(UTF_8));
  }

  @Test
  void command_that_dialect_does_not_have_is_refused() throws Exception {
    PipeScreen screen = screen("/r hello\n");
    screen.acceptCommands();
    run(screen);

    assertTrue(screen.hasRefusedInput());
    assertEquals(
        "parley: No private message to reply to: use /message NICK TEXT.\n",
        diagnostics.toString(UTF_8));
  }

  @Test
  void help_is_no_refusal() throws Exception {
    PipeScreen screen = screen("/help /me\n");
    screen.acceptCommands();
    run(screen);

    assertFalse(screen.hasRefusedInput());
    assertTrue(output.toString(UTF_8).contains("send an emote"), output.toString(UTF_8));
    assertEquals("", diagnostics.toString(UTF_8));
  }

  /** It is an event, and a reason to fail. */
  @Test
  void text_that_server_refuses_is_reported_on_both_streams() throws Exception {
    PipeScreen screen = screen("hello\n");
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"error\",\"code\":\"SERVER_BUSY\",\"message\":\"Try later.\"}");
      end(client);
    }

    assertTrue(screen.hasRefusedInput());
    assertEquals("*** pat has joined the chat\n*** Try later.\n", output.toString(UTF_8));
    assertEquals("parley: Try later.\n", diagnostics.toString(UTF_8));
  }

  /**
   * Runs a client of the input until it ends, and expects that it sends these texts and no others.
   */
  private void run(PipeScreen screen, String... texts) throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      expectTexts(texts);
      end(client);
    }
  }

  /** Expects texts, and echoes each. */
  private void expectTexts(String... texts) throws Exception {
    for (String text : texts) {
      assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"" + text + "\"}");
    }
  }

  private void end(ClientTestKit.RunningClient client) throws Exception {
    server.expectEnd();
    server.finish();
    assertEquals(ChatClient.LEFT, client.status());
  }

  private PipeScreen screen(String input) {
    return new PipeScreen(
        new ByteArrayInputStream(input.getBytes(UTF_8)), output, diagnostics, UTF_8);
  }
}
