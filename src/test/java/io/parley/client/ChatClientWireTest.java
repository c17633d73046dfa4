package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The exact bytes that the client sends. */
class ChatClientWireTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void encodes_hello_and_chat_as_length_and_unescaped_json() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("Zoë", screen.type("grüß \"聊\" 😀"), server.port())) {
      server.accept();
      assertBytes(48, "{\"type\":\"hello\",\"nick\":\"Zoë\",\"extensions\":true}");
      server.send("{\"type\":\"join\",\"nick\":\"Zoë\"}"); // nothing typed is sent before
      assertBytes(47, "{\"type\":\"chat\",\"message\":\"grüß \\\"聊\\\" 😀\"}");

      screen.type("/q");
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  /** With FIN, not with a reset: the server still reads what was sent before. */
  @Test
  void quit_closes_output_without_another_packet() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.type("bye", "/q", "never sent");

      assertEquals("{\"type\":\"chat\",\"message\":\"bye\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void quit_does_not_wait_for_server_that_keeps_connection_open() throws Exception {
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.endInput(), server.port())) {
      server.welcome("pat");
      server.expectEnd();

      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void sends_nothing_for_local_commands_unknown_commands_and_empty_lines() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("/help", "/dance leslie", "/", "", "//help", "/q");

      assertEquals("{\"type\":\"chat\",\"message\":\"/help\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, client.status());
      while (!screen.next().startsWith("*** program")) {
        // skip the groups of commands
      }
      assertTrue(screen.next().startsWith("*** Unknown command /dance."));
      assertTrue(screen.next().startsWith("*** Unknown command /."));
    }
  }

  @Test
  void sends_line_of_maximum_length_and_rejects_longer_line() throws Exception {
    String longest = "😀".repeat(Text.MAX_LIMIT);
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type(longest + "!", longest, "/q");

      assertEquals("{\"type\":\"chat\",\"message\":\"" + longest + "\"}", server.readPacket());
      screen.expect("parley: a line of more than 7000 characters was not sent");
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  /** JSON needs six bytes for a control character: a line full of them would exceed a frame. */
  @Test
  void removes_control_characters_from_sent_text() throws Exception {
    String line = "a" + "\u0001".repeat(Text.MAX_LIMIT - 2) + "b";
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", screen.type(line, "/q"), server.port())) {
      server.welcome("pat");

      assertEquals("{\"type\":\"chat\",\"message\":\"ab\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private void assertBytes(int length, String payload) throws Exception {
    assertArrayEquals(new byte[] {0, (byte) length}, server.readBytes(2));
    byte[] expected = payload.getBytes(UTF_8);
    assertArrayEquals(expected, server.readBytes(expected.length));
  }
}
