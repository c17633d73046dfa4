package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What was typed and did not get through is told, whatever ends the visit. */
class UndeliveredLinesTest {
  private static final String DOUBT = "parley: this may not have arrived: one";

  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final FakeScreen person = FakeScreen.interactive();
  private final FakeScreen script = FakeScreen.script();
  @AutoClose private final ScriptedServer server = new ScriptedServer();

  @Test
  void a_nickname_that_is_refused_for_good_on_return() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", script, server.port())) {
      server.welcome("pat");
      script.expect("*** pat has joined the chat");
      script.type("one");
      assertSaid("one");
      server.reset();
      script.expect("parley: the connection to " + server.address() + " was lost");
      script.type("two", "/ignore");
      script.expect("*** You ignore: nobody"); // two waits by now
      server.accept();
      assertHello();
      server.send(
          "{\"type\":\"error\",\"code\":\"NICKNAME_RESERVED\",\"message\":\"It is reserved.\"}");
      server.finish();

      assertEquals(ChatClient.LOST, visit.status());
      script.expect(
          "parley: " + server.address() + " closed the connection",
          DOUBT,
          "parley: this was not sent: two");
      assertEquals(List.of(), script.rest());
    }
  }

  @Test
  void something_that_is_no_frame() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", person, server.port())) {
      server.accept();
      assertHello();
      person.type("one");
      assertSaid("one");
      server.sendRaw(new byte[] {0, 0});
      server.finish();

      assertEquals(ChatClient.LOST, visit.status());
      assertTrue(person.rest().contains(DOUBT), () -> person.rest().toString());
    }
  }

  @Test
  void a_connection_that_breaks_while_somebody_leaves() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", person, server.port())) {
      saysOneAndLeaves();
      server.reset();

      assertEquals(ChatClient.LOST, visit.status());
      person.expect(DOUBT);
    }
  }

  /** Who leaves does not wait for what comes back, and a server that closes has taken it. */
  @Test
  void nothing_is_told_where_the_server_closes_after_somebody_left() throws Exception {
    try (ClientTestKit.RunningClient visit = lab.start("pat", person, server.port())) {
      saysOneAndLeaves();
      server.finish();

      assertEquals(ChatClient.LEFT, visit.status());
      assertEquals(List.of(), person.rest());
    }
  }

  private void saysOneAndLeaves() throws Exception {
    server.welcome("pat");
    person.expect("*** pat has joined the chat");
    person.type("one", "/q");
    assertSaid("one");
    server.expectEnd();
  }

  private void assertHello() throws Exception {
    assertEquals("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", server.readPacket());
  }

  private void assertSaid(String text) throws Exception {
    assertEquals("{\"type\":\"chat\",\"message\":\"" + text + "\"}", server.readPacket());
  }
}
