package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.FakeScreen;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Coming back where nobody asks who one is. */
class GuestRejoinTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final ClientSettings SETTINGS =
      new ClientSettings(
          LONG,
          LONG,
          LONG,
          new ReconnectSettings(
              Duration.ofSeconds(30), LONG, Duration.ofMillis(10), LONG, 3, 1000, 1000),
          ClientTestKit.SCREEN);

  @Test
  void a_script_gives_up_on_a_port_that_says_nothing_and_closes_each_time() throws Exception {
    FakeScreen script = FakeScreen.script().type("one");
    try (ClientTestKit lab = new ClientTestKit("plain");
        ScriptedServer server = new ScriptedServer();
        ClientTestKit.RunningClient visit = lab.start("pat", script, server.port(), SETTINGS)) {
      String address = server.address();
      server.accept();
      assertEquals("one", new String(server.readBytes(3), UTF_8)); // this client is in
      server.reset();
      script.expect("parley: the connection to " + address + " was lost");
      for (int i = 1; i <= 3; i++) {
        server.accept();
        script.expect("parley: connected to " + address + " again"); // it has held for a while
        server.reset();
        String why = "parley: the connection to " + address + " was lost; ";
        String next = i < 3 ? "next attempt in N ms" : "that was the last of 3 attempts";
        assertEquals(why + next, script.next().replaceFirst("\\d+ ms$", "N ms"));
      }

      assertEquals(ChatClient.LOST, visit.status());
    }
  }
}
