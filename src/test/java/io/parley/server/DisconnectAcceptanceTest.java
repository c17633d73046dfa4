package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unusual ways to connect, send and disconnect. */
class DisconnectAcceptanceTest {
  private static final int PACKETS = 10_000;

  private final ParleyServer server = TestServers.startBeej(Map.of());
  private final RawBeejClient watch = RawBeejClient.joined(server, "watch");

  @AfterEach
  void end() {
    watch.close();
    server.close();
  }

  @Test
  void messages_before_half_close_are_delivered_and_answered() {
    for (int i = 0; i < 40; i++) {
      try (RawBeejClient client = new RawBeejClient(server)) {
        client.sendRaw(
            frames(
                "{\"type\":\"hello\",\"nick\":\"quick\"}",
                RawBeejClient.chatPacket("one"),
                "nonsense",
                RawBeejClient.chatPacket("two")));
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
  void messages_before_close_are_delivered() {
    RawBeejClient client = new RawBeejClient(server);
    client.sendRaw(
        frames("{\"type\":\"hello\",\"nick\":\"gone\"}", RawBeejClient.chatPacket("bye")));
    client.close();

    watch.expectJoin("gone");
    watch.expectChat("gone", "bye");
    watch.expectLeave("gone");
  }

  @Test
  void reset_sends_one_leave_and_others_are_not_affected() {
    RawBeejClient client = RawBeejClient.joined(server, "reset");
    watch.expectJoin("reset");
    client.reset();

    watch.expectLeave("reset");
    watch.chat("still here");
    watch.expectChat("watch", "still here");
  }

  @Test
  void frames_sent_byte_by_byte_are_decoded() {
    try (RawBeejClient client = RawBeejClient.joined(server, "slow")) {
      watch.expectJoin("slow");
      for (byte b : frames(RawBeejClient.chatPacket("step by step"))) {
        client.sendRaw(new byte[] {b});
      }

      watch.expectChat("slow", "step by step");
    }
  }

  @Test
  void ten_thousand_packets_in_one_write_are_delivered_in_order() {
    try (RawBeejClient client = RawBeejClient.joined(server, "flood")) {
      watch.expectJoin("flood");
      client.sendRaw(
          frames(
              IntStream.range(0, PACKETS)
                  .mapToObj(i -> RawBeejClient.chatPacket("m" + i))
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
  void ten_thousand_invalid_packets_are_all_answered() {
    try (RawBeejClient client = RawBeejClient.joined(server, "nonsense")) {
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
      frames.writeBytes(RawBeejClient.frame(payload.getBytes(StandardCharsets.UTF_8)));
    }
    return frames.toByteArray();
  }
}
