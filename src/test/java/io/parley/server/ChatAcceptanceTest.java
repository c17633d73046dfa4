package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.RawClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people get who chat. */
class ChatAcceptanceTest {
  private final ParleyServer server = Parley.server(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void everybody_hears_what_is_said_and_who_comes_and_goes() {
    try (RawClient chris = RawClient.joined(server, "chris")) {
      RawClient pat = RawClient.joined(server, "pat");
      chris.expectJoin("pat");

      pat.chat("Hello?");
      chris.expectChat("pat", "Hello?");
      pat.expectChat("pat", "Hello?");
      chris.chat("你好 ünï ☃ 🎉");
      chris.expectChat("chris", "你好 ünï ☃ 🎉");
      pat.expectChat("chris", "你好 ünï ☃ 🎉");

      pat.close();
      chris.expectLeave("pat");
    }
  }

  @Test
  void everybody_hears_the_same_in_the_same_order() {
    try (RawClient first = RawClient.joined(server, "first");
        RawClient second = RawClient.joined(server, "second");
        RawClient third = RawClient.joined(server, "third")) {
      first.expectJoin("second");
      first.expectJoin("third");
      second.expectJoin("third");
      for (int i = 0; i < 200; i++) {
        first.chat("first " + i);
        second.chat("second " + i);
      }

      for (int i = 0; i < 400; i++) {
        var heard = third.read();
        assertEquals(heard, first.read());
        assertEquals(heard, second.read());
      }
    }
  }

  @Test
  void the_name_that_others_see_comes_from_the_hello_and_not_from_the_packet() {
    try (RawClient pat = RawClient.joined(server, "pat")) {
      pat.send(
          "{\"type\": \"chat\", \"nick\": \"chris\", \"message\": \"I am chris\", \"mood\": {\"x\": [1]}}");

      pat.expectChat("pat", "I am chris");
    }
  }

  @Test
  void a_packet_with_ascii_escapes_is_heard_as_it_was_meant() {
    try (RawClient pat = RawClient.joined(server, "pat")) {
      pat.send("{\"type\":\"chat\",\"message\":\"\\u4f60\\u597d \\ud83c\\udf89\"}");

      pat.expectChat("pat", "你好 🎉");
    }
  }

  @Test
  void a_client_that_reads_a_packet_with_one_recv_gets_all_of_it() throws IOException {
    try (RawClient pat = RawClient.joined(server, "pat")) {
      pat.chat("x".repeat(1000));
      byte[] buffer = new byte[4096];
      int received = pat.socket().getInputStream().read(buffer);

      assertEquals(received, 2 + ByteBuffer.wrap(buffer).getShort());
    }
  }

  @Test
  void control_characters_and_direction_overrides_are_removed_before_anybody_gets_them() {
    try (RawClient pat = RawClient.joined(server, "pat")) {
      pat.chat("a\u001b[31mb\u0007c\u009bd\u202Ee\u2066f\u007Fg\th\r\ni");

      pat.expectChat("pat", "a[31mbcdefg\th\ni");
    }
  }
}
