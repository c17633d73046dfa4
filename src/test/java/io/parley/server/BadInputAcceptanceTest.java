package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client gets that sends what it should not. */
class BadInputAcceptanceTest {
  private final ParleyServer server = Parley.server(Map.of());

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
  void a_packet_that_makes_no_sense_is_answered_and_the_connection_stays(
      String payload, String code) {
    try (RawClient client = new RawClient(server)) {
      client.send(payload);
      client.expectRefusal(code);

      String nickname =
          "here-" + Integer.toHexString(payload.hashCode()); // a name of its own for each case
      client.hello(nickname);
      client.expectJoin(nickname);
    }
  }

  @Test
  void a_second_hello_is_answered_and_the_connection_stays() {
    try (RawClient client = RawClient.joined(server, "twice")) {
      client.hello("other");
      client.expectRefusal("ALREADY_REGISTERED");

      client.chat("still here");
      client.expectChat("twice", "still here");
    }
  }

  @Test
  void bytes_that_are_not_utf_8_are_answered_and_the_connection_stays() {
    try (RawClient client = RawClient.joined(server, "bytes")) {
      byte[] payload = "{\"type\":\"chat\",\"message\":\"?\"}".getBytes(StandardCharsets.UTF_8);
      payload[payload.length - 3] = (byte) 0xC0;
      client.sendRaw(RawClient.frame(payload));
      client.expectRefusal("NOT_UTF8");

      client.chat("still here");
      client.expectChat("bytes", "still here");
    }
  }

  @Test
  void json_that_is_nested_ten_thousand_deep_is_answered_and_the_connection_stays() {
    try (RawClient client = RawClient.joined(server, "deep")) {
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
  void a_text_over_the_limit_is_refused_with_the_limit_and_not_cut() {
    try (RawClient client = RawClient.joined(server, "long")) {
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
  void an_empty_text_is_refused() {
    try (RawClient client = RawClient.joined(server, "empty")) {
      client.chat("");
      client.expectRefusal("TEXT_EMPTY");
      client.chat("\u001b\u0007");
      client.expectRefusal("TEXT_EMPTY");
    }
  }

  @RepeatedTest(20)
  void a_frame_over_the_limit_is_answered_before_the_connection_ends_whatever_still_comes() {
    try (RawClient client = RawClient.joined(server, "flood")) {
      byte[] tooLong =
          new byte[100_000]; // what does not fit is not read, and yet must not reset the connection
      Arrays.fill(tooLong, (byte) 'x');
      tooLong[0] = 0x78;
      client.sendRaw(tooLong);
      client.expectRefusalAndEnd("FRAME_TOO_LONG");
    }
  }

  @Test
  void an_empty_frame_is_answered_before_the_connection_ends() {
    try (RawClient client = RawClient.joined(server, "nothing")) {
      client.sendRaw(new byte[] {0, 0, 'm', 'o', 'r', 'e'});
      client.expectRefusalAndEnd("FRAME_EMPTY");
    }
  }

  @Test
  void a_client_of_another_dialect_is_told_in_plain_text_which_one_this_port_speaks() {
    try (RawClient client = new RawClient(server)) {
      client.sendRaw(
          "{\"type\":\"login\",\"username\":\"x\",\"password\":\"y\"}"
              .getBytes(StandardCharsets.UTF_8));

      assertEquals(
          "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.\n",
          client.readTextToEnd());
    }
  }

  @Test
  void a_frame_cut_short_is_answered() {
    try (RawClient client = RawClient.joined(server, "short")) {
      client.sendRaw(new byte[] {0, 50, '{'});
      client.halfClose();
      client.expectRefusalAndEnd("FRAME_CUT_SHORT");
    }
  }
}
