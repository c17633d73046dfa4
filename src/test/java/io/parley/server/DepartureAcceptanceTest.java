package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.Parley;
import io.parley.RawClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client gets, and what the others notice, when it comes and goes in unusual ways. */
class DepartureAcceptanceTest {
  private static final int PACKETS = 10_000;

  private final ParleyServer server = Parley.server(Map.of());
  private final RawClient watch = RawClient.joined(server, "watch");

  @AfterEach
  void end() {
    watch.close();
    server.close();
  }

  @Test
  void a_client_that_sends_and_closes_its_side_at_once_is_heard_and_gets_its_answers() {
    for (int i = 0; i < 40; i++) {
      try (RawClient client = new RawClient(server)) {
        client.sendRaw(
            frames(
                "{\"type\":\"hello\",\"nick\":\"quick\"}",
                RawClient.chatPacket("one"),
                "nonsense",
                RawClient.chatPacket("two")));
        client.halfClose();

        List<JsonNode> answers = client.readToEnd();
        assertEquals(4, answers.size(), answers::toString);
      }
      watch.expectJoin("quick");
      watch.expectChat("quick", "one");
      watch.expectChat("quick", "two");
      watch.expectLeave("quick");
    }
  }

  @Test
  void a_client_that_sends_and_is_gone_at_once_is_heard() {
    RawClient client = new RawClient(server);
    client.sendRaw(frames("{\"type\":\"hello\",\"nick\":\"gone\"}", RawClient.chatPacket("bye")));
    client.close();

    watch.expectJoin("gone");
    watch.expectChat("gone", "bye");
    watch.expectLeave("gone");
  }

  @Test
  void a_client_that_resets_is_gone_once_and_nobody_else_is_disturbed() {
    RawClient client = RawClient.joined(server, "reset");
    watch.expectJoin("reset");
    client.reset();

    watch.expectLeave("reset");
    watch.chat("still here");
    watch.expectChat("watch", "still here");
  }

  @Test
  void a_client_that_sends_byte_by_byte_is_understood() {
    try (RawClient client = RawClient.joined(server, "slow")) {
      watch.expectJoin("slow");
      for (byte b : frames(RawClient.chatPacket("step by step"))) {
        client.sendRaw(new byte[] {b});
      }

      watch.expectChat("slow", "step by step");
    }
  }

  @Test
  void ten_thousand_packets_in_one_write_are_all_heard_in_order_and_nobody_is_lost() {
    try (RawClient client = RawClient.joined(server, "flood")) {
      watch.expectJoin("flood");
      client.sendRaw(
          frames(
              IntStream.range(0, PACKETS)
                  .mapToObj(i -> RawClient.chatPacket("m" + i))
                  .toArray(String[]::new)));

      for (int i = 0; i < PACKETS; i++) {
        watch.expectChat("flood", "m" + i);
        client.expectChat("flood", "m" + i);
      }
      watch.chat("still here");
      watch.expectChat("watch", "still here");
    }
  }

  @Test
  void ten_thousand_packets_that_make_no_sense_are_all_answered() {
    try (RawClient client = RawClient.joined(server, "nonsense")) {
      List<String> packets = new ArrayList<>();
      IntStream.range(0, PACKETS).forEach(i -> packets.add("[" + i + "]"));
      client.sendRaw(frames(packets.toArray(String[]::new)));

      for (int i = 0; i < PACKETS; i++) {
        client.expectRefusal("NOT_AN_OBJECT");
      }
    }
  }

  private static byte[] frames(String... payloads) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String payload : payloads) {
      frames.writeBytes(RawClient.frame(payload.getBytes(StandardCharsets.UTF_8)));
    }
    return frames.toByteArray();
  }
}
