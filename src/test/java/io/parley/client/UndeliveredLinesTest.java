package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The client reports lines that were not delivered, whatever ends it. */
class UndeliveredLinesTest {
  private static final String DOUBT = "parley: this may not have arrived: one";

  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen person = FakeScreen.interactive();
  private final FakeScreen script = FakeScreen.script();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void reports_undelivered_lines_when_nickname_is_rejected_after_reconnect() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", script, server.port())) {
      server.welcome("pat");
      script.expect("*** pat has joined the chat");
      script.type("one");
      expectChat("one");
      server.reset();
      script.expect("parley: the connection to " + server.address() + " was lost");
      script.type("two", "/ignore");
      script.expect("*** You ignore: nobody"); // "two" is queued by now
      server.accept();
      expectHello();
      server.send(
          "{\"type\":\"error\",\"code\":\"NICKNAME_RESERVED\",\"message\":\"It is reserved.\"}");
      server.finish();

      assertEquals(ChatClient.LOST, client.status());
      script.expect(
          "parley: " + server.address() + " closed the connection",
          DOUBT,
          "parley: this was not sent: two");
      assertEquals(List.of(), script.rest());
    }
  }

  @Test
  void reports_undelivered_line_after_invalid_frame() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", person, server.port())) {
      server.accept();
      expectHello();
      person.type("one");
      expectChat("one");
      server.sendRaw(new byte[] {0, 0});
      server.finish();

      assertEquals(ChatClient.LOST, client.status());
      assertTrue(person.rest().contains(DOUBT), () -> person.rest().toString());
    }
  }

  @Test
  void reports_undelivered_line_when_connection_is_reset_after_quit() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", person, server.port())) {
      sendOneAndQuit();
      server.reset();

      assertEquals(ChatClient.LOST, client.status());
      person.expect(DOUBT);
    }
  }

  /** A user who quits does not wait for echoes; an orderly close means that the server read all. */
  @Test
  void reports_nothing_when_server_closes_after_quit() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", person, server.port())) {
      sendOneAndQuit();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
      assertEquals(List.of(), person.rest());
    }
  }

  private void sendOneAndQuit() throws Exception {
    server.welcome("pat");
    person.expect("*** pat has joined the chat");
    person.type("one", "/q");
    expectChat("one");
    server.expectEnd();
  }

  private void expectHello() throws Exception {
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
  }

  private void expectChat(String text) throws Exception {
    assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
  }
}
