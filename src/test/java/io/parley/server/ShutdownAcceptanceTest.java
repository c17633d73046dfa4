package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.Parley;
import io.parley.RawClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people get when the server ends. */
class ShutdownAcceptanceTest {

  @Test
  void what_is_under_way_goes_out_then_everybody_is_told_and_sees_the_end() {
    ParleyServer server = Parley.server(Map.of("parley.limits.drain", "500 ms"));
    RawClient chris = RawClient.joined(server, "chris");
    RawClient pat = RawClient.joined(server, "pat");
    RawClient stranger = new RawClient(server);
    chris.expectJoin("pat");
    stranger.send("[]");
    stranger.expectRefusal("NOT_AN_OBJECT"); // so it has been accepted
    chris.chat("last words");
    chris.expectChat("chris", "last words");

    server.close();

    pat.expectChat("chris", "last words");
    for (RawClient client : List.of(chris, pat, stranger)) {
      List<JsonNode> rest = client.readToEnd();
      assertEquals(1, rest.size(), rest::toString);
      RawClient.assertRefusal("SERVER_CLOSING", rest.get(0));
      client.close();
    }
  }

  @Test
  void nobody_is_accepted_any_more() {
    ParleyServer server = Parley.server(Map.of());
    int port = Parley.port(server);
    server.close();

    assertThrows(ConnectException.class, () -> connect(port));
  }

  @Test
  void clients_that_never_close_their_side_do_not_hold_the_server_beyond_the_drain_deadline() {
    ParleyServer server = Parley.server(Map.of("parley.limits.drain", "100 ms"));
    try (RawClient stubborn = RawClient.joined(server, "stubborn")) {
      server.close();

      assertTrue(server.whenTerminated().toCompletableFuture().isDone());
      RawClient.assertRefusal("SERVER_CLOSING", stubborn.read());
    }
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
