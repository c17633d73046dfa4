package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that leaves after one message: who is told. */
@Timeout(120)
class OnceAcceptanceTest {
  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  @Test
  void join_and_leave_are_marked_for_extended_clients_only() {
    try (RawBeejClient extended = connect("ext", ",\"extensions\":true");
        RawBeejClient basic = connect("basic", "")) {
      try (RawBeejClient once = connect("ci", ",\"extensions\":true,\"once\":true")) {
        once.chat("done");
        next(once, "chat");
      }
      List<JsonNode> told = presence(extended, "ci");
      assertEquals(List.of("join", "leave"), types(told));
      assertTrue(told.stream().allMatch(packet -> packet.path("once").asBoolean()));
      List<JsonNode> toldBasic = presence(basic, "ci");
      assertEquals(List.of("join", "leave"), types(toldBasic));
      assertFalse(toldBasic.stream().anyMatch(packet -> packet.has("once")));
    }
  }

  @Test
  void member_is_listed_while_it_is_there() {
    try (RawBeejClient once = connect("ci", ",\"extensions\":true,\"once\":true")) {
      once.send("{\"type\":\"users\"}");
      assertEquals("ci", next(once, "users").path("users").path(0).asText());
    }
  }

  private RawBeejClient connect(String nickname, String fields) {
    RawBeejClient client = new RawBeejClient(server);
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\"" + fields + "}");
    for (JsonNode packet = next(client, "join"); !packet.path("nick").asText().equals(nickname); ) {
      packet = next(client, "join");
    }
    return client;
  }

  /** The joins and leaves of a member, up to its leave. */
  private static List<JsonNode> presence(RawBeejClient client, String nickname) {
    List<JsonNode> packets = new ArrayList<>();
    while (packets.size() < 2) {
      JsonNode packet = client.read();
      String type = packet.path("type").asText();
      if (packet.path("nick").asText().equals(nickname)
          && (type.equals("join") || type.equals("leave"))) {
        packets.add(packet);
      }
    }
    return packets;
  }

  private static List<String> types(List<JsonNode> packets) {
    return packets.stream().map(packet -> packet.path("type").asText()).toList();
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
