package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chat between members. */
class ChatAcceptanceTest {
  private final ParleyServer server = TestServers.startBeej(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void all_members_receive_messages_joins_and_leaves() {
    try (RawBeejClient chris = RawBeejClient.joined(server, "chris")) {
      RawBeejClient pat = RawBeejClient.joined(server, "pat");
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
  void all_members_receive_same_order() {
    try (RawBeejClient first = RawBeejClient.joined(server, "first");
        RawBeejClient second = RawBeejClient.joined(server, "second");
        RawBeejClient third = RawBeejClient.joined(server, "third")) {
      first.expectJoin("second");
      first.expectJoin("third");
      second.expectJoin("third");
      for (int i = 0; i < 200; i++) {
        first.chat("first " + i);
        second.chat("second " + i);
      }

      for (int i = 0; i < 400; i++) {
        var receivedMessages = third.read();
        assertEquals(receivedMessages, first.read());
        assertEquals(receivedMessages, second.read());
      }
    }
  }

  @Test
  void nickname_comes_from_hello_and_not_from_chat_packet() {
    try (RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      pat.send(
          "{\"type\": \"chat\", \"nick\": \"chris\", \"message\": \"I am chris\", \"mood\": {\"x\":"
              + " [1]}}");

      pat.expectChat("pat", "I am chris");
    }
  }

  @Test
  void json_escapes_are_decoded() {
    try (RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      pat.send("{\"type\":\"chat\",\"message\":\"\\u4f60\\u597d \\ud83c\\udf89\"}");

      pat.expectChat("pat", "你好 🎉");
    }
  }

  @Test
  void packet_arrives_in_one_read() throws IOException {
    try (RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      pat.chat("x".repeat(1000));
      byte[] buffer = new byte[4096];
      int received = pat.socket().getInputStream().read(buffer);

      assertEquals(received, 2 + ByteBuffer.wrap(buffer).getShort());
    }
  }

  @Test
  void control_characters_and_bidi_overrides_are_removed_before_delivery() {
    try (RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      pat.chat("a\u001b[31mb\u0007c\u009bd\u202Ee\u2066f\u007Fg\th\r\ni");

      pat.expectChat("pat", "a[31mbcdefg\th\ni");
    }
  }
}
