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

/** The first connection attempt: failures, and the callback when it succeeds. */
class ChatClientConnectTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final FakeScreen screen = FakeScreen.interactive();

  @Test
  void connect_to_port_without_listener_fails_with_address() throws Exception {
    try (Socket bound =
        new Socket()) { // bound but not listening, so that the port stays free of listeners
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      ConnectionFailedException failure = connectFailure("127.0.0.1", bound.getLocalPort());

      assertEquals("cannot connect to 127.0.0.1:" + bound.getLocalPort(), failure.getMessage());
    }
  }

  @Test
  void connect_to_unknown_host_fails_with_cause() {
    ConnectionFailedException failure = connectFailure("nohost.invalid", 3490);

    assertEquals("cannot connect to nohost.invalid:3490", failure.getMessage());
    assertInstanceOf(UnknownHostException.class, failure.getCause());
  }

  @Test
  void calls_when_connected_before_server_sends_anything() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen script = FakeScreen.script().endInput();
      ChatClient client = testKit.client("pat", script, Duration.ofMinutes(1));
      client.whenConnected(() -> script.showDiagnostic("connected"));
      CompletableFuture<Integer> status = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  status.complete(client.run(ClientTestKit.HOST, server.port()));
                } catch (ConnectionFailedException e) {
                  status.completeExceptionally(e);
                }
              });
      thread.setDaemon(true);
      thread.start();

      script.expect("parley: connected"); // before the server has sent anything
      server.welcome("pat");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
  }

  private ConnectionFailedException connectFailure(String host, int port) {
    ChatClient client = testKit.client("pat", screen, Duration.ofSeconds(1));
    client.whenConnected(() -> screen.showDiagnostic("connected"));
    ConnectionFailedException failure =
        assertThrows(ConnectionFailedException.class, () -> client.run(host, port));
    assertEquals(List.of(), screen.rest()); // the caller of run() reports the failure
    return failure;
  }
}
