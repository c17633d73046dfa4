package io.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of each address, from sockets with several loopback addresses. */
class AddressLimitsTest {
  private static final String CODE = "TOO_MANY_FROM_ADDRESS";
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @Test
  void connection_over_the_limit_of_its_address_is_refused_and_other_addresses_are_not() {
    try (ParleyServer server = start(Map.of("connections-per-address", "2"));
        RawBeejClient first = RawBeejClient.joined(server, "first");
        RawBeejClient second = RawBeejClient.joined(server, "second");
        RawBeejClient third = new RawBeejClient(server);
        RawBeejClient other = new RawBeejClient(server, OTHER_ADDRESS)) {
      third.expectRefusalAndEnd(CODE);
      first.expectJoin("second");
      other.hello("other");
      other.expectJoin("other");
      second.expectJoin("other");
    }
  }

  @Test
  void place_of_an_ended_connection_is_free() {
    try (ParleyServer server =
        start(Map.of("connections-per-address", "1", "refusals-per-address", "1000000"))) {
      for (int i = 0; i < 5; i++) {
        RawBeejClient.admitted(server, "again").close();
      }
    }
  }

  @Test
  void unregistered_connections_of_an_address_are_limited_until_they_register() {
    try (ParleyServer server = start(Map.of("unregistered-per-address", "1"));
        RawBeejClient waiting = new RawBeejClient(server)) {
      try (RawBeejClient refused = new RawBeejClient(server)) {
        refused.expectRefusalAndEnd(CODE);
      }
      waiting.hello("waiting");
      waiting.expectJoin("waiting");
      RawBeejClient.joined(server, "next").close();
    }
  }

  @Test
  void too_many_new_connections_of_an_address_are_refused() {
    Map<String, String> settings =
        Map.of("new-connections-burst-per-address", "2", "new-connections-per-address", "1");
    try (ParleyServer server = start(settings)) {
      RawBeejClient.joined(server, "first").close();
      RawBeejClient.joined(server, "second").close();
      try (RawBeejClient third = new RawBeejClient(server);
          RawBeejClient other = new RawBeejClient(server, OTHER_ADDRESS)) {
        third.expectRefusalAndEnd(CODE);
        other.hello("other");
        other.expectJoin("other");
      }
    }
  }

  @Test
  void many_refusals_are_resets_without_an_answer() {
    Map<String, String> settings =
        Map.of("connections-per-address", "1", "refusals-per-address", "2");
    try (ParleyServer server = start(settings);
        RawBeejClient first = RawBeejClient.joined(server, "first")) {
      for (int i = 0; i < 2; i++) {
        try (RawBeejClient refused = new RawBeejClient(server)) {
          refused.expectRefusalAndEnd(CODE);
        }
      }
      for (int i = 0; i < 20; i++) {
        UncheckedIOException failure =
            assertThrows(UncheckedIOException.class, () -> connectAndRead(server));
        assertTrue(failure.getCause() instanceof SocketException, failure::toString);
      }
      first.chat("still here");
      first.expectChat("first", "still here");
    }
  }

  /** The reset may come before the client knows that it is connected. */
  private static void connectAndRead(ParleyServer server) {
    try (RawBeejClient client = new RawBeejClient(server)) {
      client.read();
    }
  }

  @Test
  void exempt_address_has_no_limits() {
    Map<String, String> settings =
        Map.of("connections-per-address", "1", "exempt", "[\"127.0.0.2/31\"]");
    try (ParleyServer server = start(settings);
        RawBeejClient counted = RawBeejClient.joined(server, "counted");
        RawBeejClient first = new RawBeejClient(server, OTHER_ADDRESS);
        RawBeejClient second = new RawBeejClient(server, "127.0.0.3");
        RawBeejClient third = new RawBeejClient(server, OTHER_ADDRESS);
        RawBeejClient refused = new RawBeejClient(server)) {
      first.hello("first");
      counted.expectJoin("first");
      second.hello("second");
      counted.expectJoin("second");
      third.hello("third");
      counted.expectJoin("third");
      refused.expectRefusalAndEnd(CODE);
    }
  }

  @Test
  void connections_of_one_address_create_only_some_rooms() {
    try (ParleyServer server = start(Map.of("created-rooms-per-address", "2"));
        ExtendedBeejClient first = ExtendedBeejClient.joined(server, "first");
        ExtendedBeejClient second = ExtendedBeejClient.joined(server, "second")) {
      first.joinRoom("one");
      second.joinRoom("two");

      assertEquals("TOO_MANY_ROOMS", second.joinRefused("three"));
      first.joinRoom("two");
    }
  }

  @Test
  void refusal_is_in_the_way_of_each_dialect() throws Exception {
    Map<String, String> all = overrides(Map.of("connections-per-address", "1"));
    try (ParleyServer server = TestServers.startAllDialects(all);
        RawBeejClient first = RawBeejClient.joined(server, "first")) {
      for (ListenerAddress listener : server.addresses()) {
        assertRefused(listener);
      }
      first.chat("still here");
      first.expectChat("first", "still here");
    }
  }

  private static void assertRefused(ListenerAddress listener) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
      socket.setSoTimeout(60_000);
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.contains(CODE), () -> listener.dialect() + ": " + answer);
    }
  }

  private static ParleyServer start(Map<String, String> limits) {
    return TestServers.startBeej(overrides(limits));
  }

  /** Settings of parley.limits, and no exempt network unless one is given. */
  private static Map<String, String> overrides(Map<String, String> limits) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("parley.limits.exempt", "[]");
    limits.forEach((name, value) -> overrides.put("parley.limits." + name, value));
    return overrides;
  }
}
