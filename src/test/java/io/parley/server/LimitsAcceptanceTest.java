package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.Parley;
import io.parley.RawClient;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client gets that takes more than its share. */
class LimitsAcceptanceTest {

  @Test
  void a_connection_over_the_limit_is_told_so_and_closed_and_its_place_is_free_again_later() {
    try (ParleyServer server = Parley.server(Map.of("parley.limits.connections", "2"));
        RawClient watch = RawClient.joined(server, "watch")) {
      RawClient second = RawClient.joined(server, "second");
      watch.expectJoin("second");
      try (RawClient third = new RawClient(server)) {
        third.expectRefusalAndEnd("TOO_MANY_CONNECTIONS");
      }
      second.close();
      watch.expectLeave("second");

      RawClient fourth = admitted(server);
      watch.expectJoin("fourth");
      fourth.close();
    }
  }

  @Test
  void a_peer_that_never_closes_its_side_takes_its_place_no_longer_than_the_drain_deadline() {
    Map<String, String> one =
        Map.of("parley.limits.connections", "1", "parley.limits.drain", "100 ms");
    try (ParleyServer server = Parley.server(one);
        RawClient stubborn = RawClient.joined(server, "stubborn")) {
      stubborn.sendRaw(new byte[2]);
      stubborn.expectRefusalAndEnd("FRAME_EMPTY");

      admitted(server).close();
    }
  }

  @Test
  void somebody_who_does_not_say_hello_in_time_is_told_so_and_closed() {
    try (ParleyServer server = Parley.server(Map.of("parley.limits.registration", "100 ms"));
        RawClient silent = new RawClient(server)) {
      silent.expectRefusalAndEnd("REGISTRATION_TIMEOUT");
    }
  }

  @Test
  void somebody_who_says_nothing_for_too_long_is_told_so_and_closed_and_the_nickname_is_free() {
    try (ParleyServer server = Parley.server(Map.of("parley.limits.idle", "100 ms"))) {
      try (RawClient silent = RawClient.joined(server, "silent")) {
        silent.expectRefusalAndEnd("IDLE_TIMEOUT");
        RawClient.joined(server, "silent").close();
      }
    }
  }

  @Test
  void somebody_who_never_reads_is_let_go_and_the_others_lose_nothing() {
    Map<String, String> small =
        Map.of("parley.limits.outbox", "64 KiB", "parley.limits.drain", "200 ms");
    try (ParleyServer server = Parley.server(small);
        RawClient talker = RawClient.joined(server, "talker")) {
      RawClient deaf = RawClient.joined(server, "deaf");
      talker.expectJoin("deaf");
      String text = "x".repeat(4000);
      boolean gone = false;
      int said = 0;
      int heard = 0;
      while (!gone && said < 20_000) { // the system's own buffers take some megabytes first
        talker.chat(text);
        said++;
        JsonNode packet = talker.read();
        gone = packet.path("type").asText().equals("leave");
        heard += gone ? 0 : 1;
      }

      assertTrue(gone, "never let go");
      while (heard < said) {
        talker.expectChat("talker", text);
        heard++;
      }
      deaf.close();
      RawClient.joined(server, "deaf").close();
    }
  }

  @Test
  void a_port_that_is_taken_is_an_error_that_names_it() {
    try (ParleyServer server = Parley.server(Map.of())) {
      ListenerSettings taken = new ListenerSettings("beej", "127.0.0.1", Parley.port(server));
      CannotListenException failure = assertThrows(CannotListenException.class, () -> start(taken));

      assertEquals("cannot listen on 127.0.0.1:" + taken.port(), failure.getMessage());
    }
  }

  private static void start(ListenerSettings listener) throws Exception {
    var config = Parley.config();
    var settings = ServerSettings.read(config).withListeners(List.of(listener));
    ParleyServer.start(settings, config).close();
  }

  /**
   * The place of a connection is free when its stream has ended, which its peer cannot see: so it
   * asks again.
   */
  private static RawClient admitted(ParleyServer server) {
    for (int attempt = 0; attempt < 5000; attempt++) {
      RawClient client = new RawClient(server);
      client.hello("fourth");
      try {
        if (client.read().path("type").asText().equals("join")) {
          return client;
        }
      } catch (UncheckedIOException e) {
        // refused before the hello was read
      }
      client.close();
    }
    throw new AssertionError("never admitted");
  }
}
