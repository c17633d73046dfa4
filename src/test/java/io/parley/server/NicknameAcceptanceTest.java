package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.protocol.NicknameTable;
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
  void nicknames_of_the_table_are_accepted_or_refused_as_it_says() {
    for (NicknameTable.Row row : NicknameTable.rows()) {
      RawBeejClient holder = RawBeejClient.admitted(server, row.taken().orElse("somebody-else"));
      if (row.code().isEmpty()) {
        RawBeejClient.admitted(server, row.name()).close();
      } else {
        try (RawBeejClient client = new RawBeejClient(server)) {
          client.hello(row.name());
          JsonNode answer = client.read();
          assertTrue(
              answer.path("message").asText().endsWith("[" + row.code().get() + "]"),
              () -> row.line() + " was answered " + answer);
        }
      }
      holder.close();
    }
  }

  @Test
  void refusal_says_which_nickname_looks_like_the_wanted_one() {
    try (RawBeejClient holder = RawBeejClient.joined(server, "Mary");
        RawBeejClient other = new RawBeejClient(server)) {
      other.hello("rnary");
      assertEquals(
          "The nickname rnary looks like Mary, which is taken. [NICKNAME_TAKEN]",
          other.read().path("message").asText());

      holder.chat("alone");
      holder.expectChat("Mary", "alone");
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
