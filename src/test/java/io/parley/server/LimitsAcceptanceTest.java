package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of connections, times and send queues. */
class LimitsAcceptanceTest {

  @Test
  void connection_over_limit_is_refused_and_slot_is_freed_later() {
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.limits.connections", "2"));
        RawBeejClient watch = RawBeejClient.joined(server, "watch")) {
      RawBeejClient second = RawBeejClient.joined(server, "second");
      watch.expectJoin("second");
      try (RawBeejClient third = new RawBeejClient(server)) {
        third.expectRefusalAndEnd("TOO_MANY_CONNECTIONS");
      }
      second.close();
      watch.expectLeave("second");

      RawBeejClient fourth = RawBeejClient.admitted(server, "fourth");
      watch.expectJoin("fourth");
      fourth.close();
    }
  }

  @Test
  void peer_that_never_closes_is_dropped_at_drain_deadline() {
    Map<String, String> settings =
        Map.of("parley.limits.connections", "1", "parley.limits.drain-timeout", "100 ms");
    try (ParleyServer server = TestServers.startBeej(settings);
        RawBeejClient stubborn = RawBeejClient.joined(server, "stubborn")) {
      stubborn.sendRaw(new byte[2]);
      stubborn.expectRefusalAndEnd("FRAME_EMPTY");

      RawBeejClient.admitted(server, "fourth").close();
    }
  }

  @Test
  void registration_timeout_is_reported_and_closes_connection() {
    try (ParleyServer server =
            TestServers.startBeej(Map.of("parley.limits.registration-timeout", "100 ms"));
        RawBeejClient silent = new RawBeejClient(server)) {
      silent.expectRefusalAndEnd("REGISTRATION_TIMEOUT");
    }
  }

  @Test
  void idle_timeout_is_reported_closes_connection_and_frees_nickname() {
    try (ParleyServer server =
        TestServers.startBeej(Map.of("parley.limits.idle-timeout", "100 ms"))) {
      try (RawBeejClient silent = RawBeejClient.joined(server, "silent")) {
        silent.expectRefusalAndEnd("IDLE_TIMEOUT");
        RawBeejClient.admitted(server, "silent")
            .close(); // free when its actor has terminated, soon after
      }
    }
  }

  @Test
  void slow_consumer_is_disconnected_and_others_lose_nothing() {
    Map<String, String> small = Map.of("parley.limits.send-queue", "64 KiB");
    try (ParleyServer server = TestServers.startBeej(small);
        RawBeejClient sender = RawBeejClient.joined(server, "talker")) {
      RawBeejClient deaf = RawBeejClient.joined(server, "deaf");
      sender.expectJoin("deaf");
      String text = "x".repeat(4000);
      boolean disconnected = false;
      int sent = 0;
      int received = 0;
      while (!disconnected && sent < 20_000) { // the system's buffers take some megabytes
        sender.chat(text);
        sent++;
        JsonNode packet = sender.read();
        disconnected = packet.path("type").asText().equals("leave");
        received += disconnected ? 0 : 1;
      }

      assertTrue(disconnected, "not disconnected");
      while (received < sent) {
        sender.expectChat("talker", text);
        received++;
      }
      List<JsonNode> read = deaf.readToEnd();
      RawBeejClient.assertRefusal("TOO_SLOW", read.get(read.size() - 1));
      deaf.close();
      RawBeejClient.joined(server, "deaf").close();
    }
  }

  @Test
  void peer_that_reads_nothing_is_told_so_and_disconnected() {
    Map<String, String> settings =
        Map.of("parley.limits.send-queue", "64 MiB", "parley.limits.write-timeout", "300 ms");
    try (ParleyServer server = TestServers.startBeej(settings);
        RawBeejClient sender = RawBeejClient.joined(server, "writer")) {
      RawBeejClient deaf = RawBeejClient.joined(server, "stopped");
      sender.expectJoin("stopped");
      String text = "x".repeat(4000);
      boolean disconnected = false;
      for (int sent = 0; !disconnected && sent < 10_000; sent++) { // less than its send queue
        sender.chat(text);
        disconnected = sender.read().path("type").asText().equals("leave");
      }
      assertTrue(disconnected, "not disconnected");
      List<JsonNode> read = deaf.readToEnd();
      RawBeejClient.assertRefusal("TOO_SLOW", read.get(read.size() - 1));
      deaf.close();
    }
  }

  @Test
  void taken_port_fails_start_with_its_address() {
    try (ParleyServer server = TestServers.startBeej(Map.of())) {
      ListenerSettings taken = new ListenerSettings("beej", "127.0.0.1", TestServers.port(server));
      CannotListenException failure = assertThrows(CannotListenException.class, () -> start(taken));

      assertEquals("cannot listen on 127.0.0.1:" + taken.port(), failure.getMessage());
    }
  }

  private static void start(ListenerSettings listener) throws Exception {
    var config = TestServers.config();
    var settings = ServerSettings.read(config).withListeners(List.of(listener));
    ParleyServer.start(settings, config).close();
  }
}
