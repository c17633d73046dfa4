package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rates of input on real sockets, with rates that are fast enough for a test. */
class InputRatesTest {
  private static final String RATES = "parley.limits.rates.";

  @Test
  void texts_over_the_rate_arrive_later_in_their_order_and_none_is_lost() {
    Map<String, String> settings = Map.of("texts.burst", "3", "texts.per-minute", "6000");
    try (ParleyServer server = start(settings);
        RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      long started = System.nanoTime();
      IntStream.range(0, 53).forEach(i -> pat.chat("text " + i));
      for (int i = 0; i < 53; i++) {
        pat.expectChat("pat", "text " + i);
      }
      long millis = (System.nanoTime() - started) / 1_000_000;
      assertTrue(millis >= 500, "50 texts after the burst took only " + millis + " ms");
    }
  }

  @Test
  void bytes_over_the_rate_are_read_later() {
    Map<String, String> settings =
        Map.of("texts.per-minute", "1000000", "bytes.burst", "1 KiB", "bytes.per-second", "16 KiB");
    try (ParleyServer server = start(settings);
        RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      String text = "x".repeat(1000);
      long started = System.nanoTime();
      IntStream.range(0, 10).forEach(i -> pat.chat(text));
      IntStream.range(0, 10).forEach(i -> pat.expectChat("pat", text));
      long millis = (System.nanoTime() - started) / 1_000_000;
      assertTrue(millis >= 500, "9 KiB after the burst took only " + millis + " ms");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"chat\",\"message\":\"flood\"}",
        "{\"type\":\"ping\"}",
        "{\"type\":\"join\",\"room\":\"lobby\"}",
        "no JSON",
      })
  void flood_is_told_to_slow_down_and_disconnected_and_others_go_on(String packet) {
    try (ParleyServer server = start(Map.of());
        RawBeejClient watch = RawBeejClient.joined(server, "watch");
        RawBeejClient flooder = new RawBeejClient(server)) {
      flooder.send("{\"type\":\"hello\",\"nick\":\"flooder\",\"extensions\":true}");
      watch.expectJoin("flooder");
      flooder.sendRaw(repeated(packet, 3000));

      List<JsonNode> received = flooder.readToEnd();
      assertEquals("SLOW_DOWN", received.get(received.size() - 1).path("code").asText(), packet);
      watch.chat("still here");
      JsonNode next = watch.read();
      while (next.path("nick").asText().equals("flooder")) {
        next = watch.read();
      }
      assertEquals("still here", next.path("message").asText(), next::toString);
    }
  }

  @Test
  void attempts_at_a_nickname_are_limited() {
    try (ParleyServer server = start(Map.of());
        RawBeejClient flooder = new RawBeejClient(server)) {
      flooder.sendRaw(repeated("{\"type\":\"pm\",\"to\":\"x\",\"message\":\"y\"}", 3000));

      List<JsonNode> received = flooder.readToEnd();
      assertTrue(received.size() < 20, "answers: " + received.size());
      assertEquals("SLOW_DOWN", received.get(received.size() - 1).path("code").asText());
    }
  }

  /** All lines arrive at the server at once; many short ones would be a flood. */
  @Test
  void paste_of_a_file_is_slowed_and_not_disconnected() {
    Map<String, String> fastNetwork = Map.of("bytes.burst", "10 MiB");
    try (ParleyServer server = start(fastNetwork);
        RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      String line = "a line of a file that somebody pastes " + "x".repeat(12);
      byte[] file = repeated(RawBeejClient.chatPacket(line), 20_000); // 1.7 MB
      Thread paste = new Thread(() -> pat.sendRaw(file), "paste");
      paste.setUncaughtExceptionHandler((thread, closedAtTheEnd) -> {});
      paste.start();
      IntStream.range(0, 20).forEach(i -> pat.expectChat("pat", line));
      pat.reset();
    }
  }

  @Test
  void connections_of_one_address_share_a_rate() {
    Map<String, String> settings =
        Map.of("address-factor", "1", "texts.burst", "20", "texts.per-minute", "1200");
    try (ParleyServer server = start(settings);
        RawBeejClient pat = RawBeejClient.joined(server, "pat");
        RawBeejClient leslie = RawBeejClient.joined(server, "leslie")) {
      pat.expectJoin("leslie");
      long started = System.nanoTime();
      IntStream.range(0, 20).forEach(i -> pat.chat("from pat"));
      IntStream.range(0, 20).forEach(i -> pat.expectChat("pat", "from pat"));
      IntStream.range(0, 10).forEach(i -> leslie.chat("from leslie"));
      IntStream.range(0, 10).forEach(i -> pat.expectChat("leslie", "from leslie"));
      long millis = (System.nanoTime() - started) / 1_000_000;
      assertTrue(millis >= 500, "10 texts after the burst took only " + millis + " ms");
    }
  }

  @Test
  void exempt_connection_has_no_rate() {
    Map<String, String> slow = new HashMap<>(overrides(Map.of("texts.per-minute", "1")));
    slow.put("parley.limits.exempt", "[\"127.0.0.1\"]");
    try (ParleyServer server = TestServers.startBeej(slow);
        RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      pat.sendRaw(repeated(RawBeejClient.chatPacket("fast"), 5000));
      IntStream.range(0, 5000).forEach(i -> pat.expectChat("pat", "fast"));
    }
  }

  private static byte[] repeated(String packet, int count) {
    byte[] frame = RawBeejClient.frame(packet.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    IntStream.range(0, count).forEach(i -> all.writeBytes(frame));
    return all.toByteArray();
  }

  private static ParleyServer start(Map<String, String> rates) {
    return TestServers.startBeej(overrides(rates));
  }

  /** Settings of parley.limits.rates, without exempt networks. */
  private static Map<String, String> overrides(Map<String, String> rates) {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("parley.limits.exempt", "[]");
    rates.forEach((name, value) -> overrides.put(RATES + name, value));
    return overrides;
  }
}
