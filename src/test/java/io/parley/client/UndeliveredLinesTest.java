package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.screen.FakeScreen;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The client reports lines that were not delivered, whatever ends it. */
class UndeliveredLinesTest {
  private static final String DOUBT = "parley: this may not have arrived: one";

  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen interactive = FakeScreen.interactive();
  private final FakeScreen pipe = FakeScreen.script();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void reports_undelivered_lines_when_nickname_is_rejected_after_reconnect() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", pipe, server.port())) {
      server.welcome("pat");
      pipe.expect("*** pat has joined the chat");
      pipe.type("one");
      expectChat("one");
      server.reset();
      pipe.expect("parley: the connection to " + server.address() + " was lost");
      pipe.type("two", "/ignore");
      pipe.expect("*** Ignored users: none"); // "two" is queued by now
      server.accept();
      expectHello();
      server.send(
          "{\"type\":\"error\",\"code\":\"NICKNAME_RESERVED\",\"message\":\"It is reserved.\"}");
      server.finish();

      assertEquals(ChatClient.LOST, client.status());
      pipe.expect(
          "parley: " + server.address() + " closed the connection",
          DOUBT,
          "parley: this was not sent: two");
      assertEquals(List.of(), pipe.rest());
    }
  }

  @Test
  void reports_undelivered_line_after_invalid_frame() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", interactive, server.port())) {
      server.welcome("pat");
      interactive.type("one");
      expectChat("one");
      server.sendRaw(new byte[] {0, 0});
      server.finish();
      server.welcome("pat");

      while (!interactive.next().equals(DOUBT)) {
        // skip other lines
      }
      assertFalse(client.exitStatus().isDone());
    }
  }

  @Test
  void reports_undelivered_line_when_connection_is_reset_after_quit() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", interactive, server.port())) {
      sendOneAndQuit();
      server.reset();

      assertEquals(ChatClient.LOST, client.status());
      interactive.expect(DOUBT);
    }
  }

  /** A user who quits does not wait for echoes; an orderly close means that the server read all. */
  @Test
  void reports_nothing_when_server_closes_after_quit() throws Exception {
    try (ClientTestKit.RunningClient client = testKit.start("pat", interactive, server.port())) {
      sendOneAndQuit();
      server.finish();

      assertEquals(ChatClient.LEFT, client.status());
      assertEquals(List.of(), interactive.rest());
    }
  }

  private void sendOneAndQuit() throws Exception {
    server.welcome("pat");
    interactive.expect("*** pat has joined the chat");
    interactive.type("one", "/q");
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
