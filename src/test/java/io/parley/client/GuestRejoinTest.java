package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.FakeScreen;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reconnects in the plain dialect, which has no registration. */
class GuestRejoinTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final ClientSettings SETTINGS =
      new ClientSettings(
          LONG,
          LONG,
          ClientTestKit.ANSWER,
          LONG,
          LONG,
          new ReconnectSettings(
              Duration.ofSeconds(30), LONG, Duration.ofMillis(10), LONG, 3, 1000, 1000),
          ClientTestKit.SCREEN,
          ClientTestKit.KEEP);

  @Test
  void script_exits_after_three_reconnects_that_server_closes() throws Exception {
    FakeScreen screen = FakeScreen.script().type("one");
    try (ClientTestKit testKit = new ClientTestKit("plain");
        ScriptedServer server = new ScriptedServer();
        ClientTestKit.RunningClient client =
            testKit.start("pat", screen, server.port(), SETTINGS)) {
      String address = server.address();
      server.accept();
      assertEquals(
          "one", new String(server.readBytes(3), UTF_8)); // the client counts as registered
      server.reset();
      screen.expect("parley: the connection to " + address + " was lost");
      for (int i = 1; i <= 3; i++) {
        server.accept();
        screen.expect(
            "parley: connected to "
                + address
                + " again"); // the connection has lasted for the required time
        server.reset();
        String reason = "parley: the connection to " + address + " was lost; ";
        String next = i < 3 ? "next attempt in N ms" : "giving up after 3 attempts";
        assertEquals(reason + next, screen.next().replaceFirst("\\d+ ms$", "N ms"));
      }

      assertEquals(ChatClient.LOST, client.status());
    }
  }
}
