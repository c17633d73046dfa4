package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  void callback_runs_when_server_has_accepted_the_nickname() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen script = FakeScreen.script().endInput();
      CompletableFuture<Integer> status = run(script, server.port());

      server.welcome("pat");
      awaitLine(script, "parley: registered");
      server.expectEnd();
      server.finish();
      assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void callback_does_not_run_if_server_closes_the_connection_first() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      FakeScreen script = FakeScreen.script();
      CompletableFuture<Integer> status = run(script, server.port());

      server.accept();
      server.finish();

      assertEquals(ChatClient.LOST, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertFalse(script.rest().contains("parley: registered"));
    }
  }

  /** The callback runs in another thread than the lines of the chat. */
  private static void awaitLine(FakeScreen screen, String line) {
    String next = screen.next();
    while (!next.equals(line)) {
      next = screen.next();
    }
  }

  /** Runs a client that shows when it is registered. */
  private CompletableFuture<Integer> run(FakeScreen script, int port) {
    ChatClient client = testKit.client("pat", script, Duration.ofMinutes(1));
    client.whenRegistered(() -> script.showDiagnostic("registered"));
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                status.complete(client.run(ClientTestKit.HOST, port));
              } catch (ConnectionFailedException e) {
                status.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return status;
  }

  private ConnectionFailedException connectFailure(String host, int port) {
    ChatClient client = testKit.client("pat", screen, Duration.ofSeconds(1));
    client.whenRegistered(() -> screen.showDiagnostic("registered"));
    ConnectionFailedException failure =
        assertThrows(ConnectionFailedException.class, () -> client.run(host, port));
    assertEquals(List.of(), screen.rest()); // the caller of run() reports the failure
    return failure;
  }
}
