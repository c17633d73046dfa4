package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.ConnectionFailedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Visits that do not even begin. */
class ChatClientConnectTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();

  @Test
  void cannot_connect_to_a_port_where_nobody_listens() throws Exception {
    try (Socket taken = new Socket()) { // bound, so that nobody else has it, and not listening
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      ConnectionFailedException failure = failure("127.0.0.1", taken.getLocalPort());

      assertEquals("cannot connect to 127.0.0.1:" + taken.getLocalPort(), failure.getMessage());
    }
  }

  @Test
  void cannot_connect_to_a_host_that_is_unknown() {
    ConnectionFailedException failure = failure("nohost.invalid", 3490);

    assertEquals("cannot connect to nohost.invalid:3490", failure.getMessage());
    assertInstanceOf(UnknownHostException.class, failure.getCause());
  }

  @Test
  void says_when_there_is_a_connection() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen script = FakeScreen.script().endInput();
      ChatClient client = lab.client("pat", script, Duration.ofMinutes(1));
      client.whenConnected(() -> script.showDiagnostic("connected"));
      CompletableFuture<Integer> status = new CompletableFuture<>();
      Thread visit =
          new Thread(
              () -> {
                try {
                  status.complete(client.run(ClientTestKit.HOST, server.port()));
                } catch (ConnectionFailedException e) {
                  status.completeExceptionally(e);
                }
              });
      visit.setDaemon(true);
      visit.start();

      script.expect("parley: connected"); // though the server has not said anything yet
      server.welcome("pat");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
  }

  private ConnectionFailedException failure(String host, int port) {
    ChatClient client = lab.client("pat", screen, Duration.ofSeconds(1));
    client.whenConnected(() -> screen.showDiagnostic("connected"));
    ConnectionFailedException failure =
        assertThrows(ConnectionFailedException.class, () -> client.run(host, port));
    assertEquals(List.of(), screen.rest()); // whoever runs the client tells it
    return failure;
  }
}
