package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to invalid input. */
class BadInputAcceptanceTest {
  private final ParleyServer server = TestServers.startBeej(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"type\":\"chat\",\"message\":\"early\"}; NOT_REGISTERED",
        "{\"type\":\"dance\"}; UNKNOWN_TYPE",
        "this is not JSON; NOT_JSON",
        "{\"type\":\"hello\",\"nick\":\"x\"; NOT_JSON",
        "{\"type\":\"hello\",\"nick\":\"x\"}{}; NOT_JSON",
        "{\"type\":\"chat\",\"type\":\"hello\",\"nick\":\"x\"}; NOT_JSON",
        "{\"type\":\"chat\",\"message\":NaN}; NOT_JSON",
        "[1,2,3]; NOT_AN_OBJECT",
        "\"hello\"; NOT_AN_OBJECT",
        "null; NOT_AN_OBJECT",
        "{}; MISSING_FIELD",
        "{\"type\":\"hello\"}; MISSING_FIELD",
        "{\"type\":\"hello\",\"nick\":null}; MISSING_FIELD",
        "{\"type\":7}; WRONG_FIELD_TYPE",
        "{\"type\":\"hello\",\"nick\":42}; WRONG_FIELD_TYPE",
        "{\"type\":\"hello\",\"nick\":[\"x\"]}; WRONG_FIELD_TYPE"
      })
  void invalid_packet_is_answered_and_connection_stays(String payload, String code) {
    try (RawBeejClient client = new RawBeejClient(server)) {
      client.send(payload);
      client.expectRefusal(code);

      String nickname =
          "here-" + Integer.toHexString(payload.hashCode()); // a unique nickname for each case
      client.hello(nickname);
      client.expectJoin(nickname);
    }
  }

  @Test
  void second_hello_is_answered_and_connection_stays() {
    try (RawBeejClient client = RawBeejClient.joined(server, "twice")) {
      client.hello("other");
      client.expectRefusal("ALREADY_REGISTERED");

      client.chat("still here");
      client.expectChat("twice", "still here");
    }
  }

  @Test
  void invalid_utf8_is_answered_and_connection_stays() {
    try (RawBeejClient client = RawBeejClient.joined(server, "bytes")) {
      byte[] payload = "{\"type\":\"chat\",\"message\":\"?\"}".getBytes(StandardCharsets.UTF_8);
      payload[payload.length - 3] = (byte) 0xC0;
      client.sendRaw(RawBeejClient.frame(payload));
      client.expectRefusal("NOT_UTF8");

      client.chat("still here");
      client.expectChat("bytes", "still here");
    }
  }

  @Test
  void deeply_nested_json_is_answered_and_connection_stays() {
    try (RawBeejClient client = RawBeejClient.joined(server, "deep")) {
      client.send(
          "{\"type\":\"chat\",\"message\":\"x\",\"y\":"
              + "[".repeat(10_000)
              + "]".repeat(10_000)
              + "}");
      client.expectRefusal("NOT_JSON");

      client.chat("still here");
      client.expectChat("deep", "still here");
    }
  }

  @Test
  void text_over_limit_is_rejected_and_not_truncated() {
    try (RawBeejClient client = RawBeejClient.joined(server, "long")) {
      client.chat("🎉".repeat(4097));
      String answer = client.read().path("message").asText();
      assertTrue(
          answer.contains("4097") && answer.contains("4096") && answer.endsWith("[TEXT_TOO_LONG]"),
          answer);

      client.chat("🎉".repeat(4096));
      client.expectChat("long", "🎉".repeat(4096));
    }
  }

  @Test
  void empty_text_is_rejected() {
    try (RawBeejClient client = RawBeejClient.joined(server, "empty")) {
      client.chat("");
      client.expectRefusal("TEXT_EMPTY");
      client.chat("\u001b\u0007");
      client.expectRefusal("TEXT_EMPTY");
    }
  }

  @RepeatedTest(20)
  void oversized_frame_is_answered_before_connection_ends() {
    try (RawBeejClient client = RawBeejClient.joined(server, "flood")) {
      byte[] tooLong =
          new byte[100_000]; // the server does not read all of it, and still must not reset the
      // connection
      Arrays.fill(tooLong, (byte) 'x');
      tooLong[0] = 0x78;
      client.sendRaw(tooLong);
      client.expectRefusalAndEnd("FRAME_TOO_LONG");
    }
  }

  @Test
  void empty_frame_is_answered_before_connection_ends() {
    try (RawBeejClient client = RawBeejClient.joined(server, "nothing")) {
      client.sendRaw(new byte[] {0, 0, 'm', 'o', 'r', 'e'});
      client.expectRefusalAndEnd("FRAME_EMPTY");
    }
  }

  @Test
  void client_of_other_dialect_is_told_the_port_dialect_in_plain_text() {
    try (RawBeejClient client = new RawBeejClient(server)) {
      client.sendRaw(
          "{\"type\":\"login\",\"username\":\"x\",\"password\":\"y\"}"
              .getBytes(StandardCharsets.UTF_8));

      assertEquals(
          "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.\n",
          client.readTextToEnd());
    }
  }

  @Test
  void truncated_frame_is_answered() {
    try (RawBeejClient client = RawBeejClient.joined(server, "short")) {
      client.sendRaw(new byte[] {0, 50, '{'});
      client.halfClose();
      client.expectRefusalAndEnd("FRAME_CUT_SHORT");
    }
  }
}
