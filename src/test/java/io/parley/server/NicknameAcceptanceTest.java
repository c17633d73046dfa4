package io.parley.server;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to unacceptable nicknames. */
class NicknameAcceptanceTest {
  private final ParleyServer server = TestServers.startBeej(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"straße", "STRASSE", "Ｓｔｒａßｅ"})
  void taken_nickname_is_rejected_without_notifying_its_holder(String twin) {
    try (RawBeejClient holder = RawBeejClient.joined(server, "straße");
        RawBeejClient other = new RawBeejClient(server)) {
      other.hello(twin);
      other.expectRefusalAndEnd("NICKNAME_TAKEN");

      holder.chat("alone");
      holder.expectChat("straße", "alone");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', NICKNAME_INVALID",
    "012345678901234567890123456789012, NICKNAME_INVALID",
    "'two words', NICKNAME_INVALID",
    "'tab\t', NICKNAME_INVALID",
    "***, NICKNAME_INVALID",
    "*, NICKNAME_INVALID",
    "Server, NICKNAME_RESERVED",
    "ｓｙｓｔｅｍ, NICKNAME_RESERVED"
  })
  void invalid_nickname_is_rejected_with_code(String nickname, String code) {
    try (RawBeejClient client = new RawBeejClient(server)) {
      client.hello(nickname);
      client.expectRefusalAndEnd(code);
    }
  }

  @Test
  void nickname_is_freed_after_holder_leaves() {
    try (RawBeejClient watch = RawBeejClient.joined(server, "watch")) {
      RawBeejClient first = RawBeejClient.joined(server, "chris");
      watch.expectJoin("chris");
      first.reset();
      watch.expectLeave("chris");

      try (RawBeejClient second = RawBeejClient.joined(server, "Chris")) {
        watch.expectJoin("Chris");
        second.chat("me again");
        watch.expectChat("Chris", "me again");
      }
    }
  }
}
