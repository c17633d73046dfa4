package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read, beside one that does, in a server with little memory for output. */
@Timeout(600)
class OutputBudgetAcceptanceTest {
  private static final String TEXT = "x".repeat(4000);

  /** The system's buffers take some megabytes for each connection that does not read. */
  private static final int MAX_TEXTS = 40_000;

  @Test
  void deaf_member_is_dropped_at_the_limit_of_all_output_and_others_lose_nothing() {
    Map<String, String> settings =
        Map.of(
            "parley.limits.output-memory-percent", "1",
            "parley.limits.send-queue", "1 GiB",
            "parley.room.max-batch", "256 KiB");
    try (ParleyServer server = TestServers.startBeej(settings);
        RawBeejClient talker = RawBeejClient.joined(server, "talker")) {
      RawBeejClient deaf = RawBeejClient.joined(server, "deaf");
      talker.expectJoin("deaf");
      boolean dropped = false;
      int sent = 0;
      int received = 0;
      while (!dropped && sent < MAX_TEXTS) {
        talker.chat(TEXT);
        sent++;
        JsonNode packet = talker.read();
        dropped = packet.path("type").asText().equals("leave");
        received += dropped ? 0 : 1;
      }
      assertTrue(dropped, "not dropped");
      while (received < sent) {
        talker.expectChat("talker", TEXT);
        received++;
      }
      deaf.close();
      talker.chat("still here");
      talker.expectChat("talker", "still here");
    }
  }

  @Test
  void pipelined_questions_of_a_client_that_reads_late_are_all_answered_in_order() {
    try (ParleyServer server =
            TestServers.startBeej(Map.of("parley.limits.pending-output", "1 KiB"));
        RawBeejClient client = RawBeejClient.joined(server, "pat")) {
      int questions = 200;
      for (int i = 0; i < questions; i++) {
        client.send("{\"type\":\"whois\",\"nick\":\"nobody" + i + "\"}");
      }
      client.halfClose();
      for (int i = 0; i < questions; i++) {
        JsonNode packet = client.read();
        assertEquals("NO_SUCH_NICKNAME", packet.path("code").asText());
        assertTrue(packet.path("message").asText().contains("nobody" + i + "."), packet::toString);
      }
    }
  }
}
