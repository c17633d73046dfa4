package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shutdown of a server. */
class ShutdownAcceptanceTest {

  @Test
  void shutdown_delivers_pending_messages_then_notifies_and_closes() {
    ParleyServer server = TestServers.startBeej(Map.of("parley.limits.drain-timeout", "500 ms"));
    RawBeejClient chris = RawBeejClient.joined(server, "chris");
    RawBeejClient pat = RawBeejClient.joined(server, "pat");
    RawBeejClient unregistered = new RawBeejClient(server);
    chris.expectJoin("pat");
    unregistered.send("[]");
    unregistered.expectRefusal("NOT_AN_OBJECT"); // a fence: the connection is accepted
    chris.chat("last words");
    chris.expectChat("chris", "last words");

    server.close();

    pat.expectChat("chris", "last words");
    for (RawBeejClient client : List.of(chris, pat, unregistered)) {
      List<JsonNode> remaining = client.readToEnd();
      assertEquals(1, remaining.size(), remaining::toString);
      RawBeejClient.assertRefusal("SERVER_CLOSING", remaining.get(0));
      client.close();
    }
  }

  @Test
  void shutdown_refuses_new_connections() {
    ListenerSettings own = new ListenerSettings("beej", TestServers.OWN_HOST, 0);
    ParleyServer server = TestServers.start(Map.of(), List.of(own));
    int port = TestServers.port(server);
    server.close();

    assertThrows(ConnectException.class, () -> connect(port));
  }

  @Test
  void shutdown_ends_by_drain_deadline_despite_open_clients() {
    ParleyServer server = TestServers.startBeej(Map.of("parley.limits.drain-timeout", "100 ms"));
    try (RawBeejClient stubborn = RawBeejClient.joined(server, "stubborn")) {
      server.close();

      assertTrue(server.whenTerminated().toCompletableFuture().isDone());
      RawBeejClient.assertRefusal("SERVER_CLOSING", stubborn.read());
    }
  }

  private static void connect(int port) throws IOException {
    new Socket(TestServers.OWN_HOST, port).close();
  }
}
