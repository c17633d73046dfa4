package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the client puts on the wire, byte for byte. */
class ChatClientWireTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void sends_hello_and_chat_as_a_length_and_json_without_escapes() throws Exception {
    try (ClientTestKit.RunningClient visit =
        lab.start("Zoë", screen.type("grüß \"聊\" 😀"), server.port())) {
      server.accept();
      assertBytes(48, "{\"type\":\"hello\",\"nick\":\"Zoë\",\"extensions\":true}");
      assertBytes(47, "{\"type\":\"chat\",\"message\":\"grüß \\\"聊\\\" 😀\"}");

      screen.type("/q");
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  /** FIN, and not a reset: what was said before is still read by the server. */
  @Test
  void closes_its_side_on_quitting_and_sends_no_packet() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.type("bye", "/q", "never said");

      assertEquals("{\"type\":\"chat\",\"message\":\"bye\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  @Test
  void does_not_wait_for_a_server_that_keeps_its_side_open() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen.endInput(), server.port())) {
      server.welcome("pat");
      server.expectEnd();

      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  @Test
  void sends_nothing_for_commands_unknown_words_and_empty_lines() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type("/help", "/dance leslie", "/", "", "//help", "/q");

      assertEquals("{\"type\":\"chat\",\"message\":\"/help\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, visit.status());
      while (!screen.next().startsWith("*** //text")) {
        // the table of commands
      }
      assertTrue(screen.next().startsWith("*** There is no command /dance."));
      assertTrue(screen.next().startsWith("*** There is no command /."));
    }
  }

  @Test
  void says_a_line_of_the_longest_length_and_refuses_a_longer_one() throws Exception {
    String longest = "😀".repeat(Text.MAX_LIMIT);
    try (ClientTestKit.RunningClient visit = lab.start("pat", screen, server.port())) {
      server.welcome("pat");
      screen.expect("*** pat has joined the chat");
      screen.type(longest + "!", longest, "/q");

      assertEquals("{\"type\":\"chat\",\"message\":\"" + longest + "\"}", server.readPacket());
      screen.expect("parley: a line of more than 7000 characters was not sent");
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  /**
   * JSON writes a control character in six bytes: a line full of them would not fit into a frame.
   */
  @Test
  void sends_no_control_characters_however_many_are_typed() throws Exception {
    String line = "a" + "\u0001".repeat(Text.MAX_LIMIT - 2) + "b";
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", screen.type(line, "/q"), server.port())) {
      server.welcome("pat");

      assertEquals("{\"type\":\"chat\",\"message\":\"ab\"}", server.readPacket());
      server.expectEnd();
      server.close();
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  private void assertBytes(int length, String payload) throws Exception {
    assertArrayEquals(new byte[] {0, (byte) length}, server.readBytes(2));
    byte[] expected = payload.getBytes(UTF_8);
    assertArrayEquals(expected, server.readBytes(expected.length));
  }
}
