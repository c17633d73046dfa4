package io.parley.server;

import io.parley.Parley;
import io.parley.RawClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gets who asks for a nickname that will not do. */
class NicknameAcceptanceTest {
  private final ParleyServer server = Parley.server(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"straße", "STRASSE", "Ｓｔｒａßｅ"})
  void a_taken_nickname_is_refused_with_the_reason_and_its_holder_notices_nothing(String twin) {
    try (RawClient holder = RawClient.joined(server, "straße");
        RawClient other = new RawClient(server)) {
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
  void a_nickname_that_is_none_is_refused_with_the_reason(String nickname, String code) {
    try (RawClient client = new RawClient(server)) {
      client.hello(nickname);
      client.expectRefusalAndEnd(code);
    }
  }

  @Test
  void a_nickname_is_free_again_when_its_holder_has_gone() {
    try (RawClient watch = RawClient.joined(server, "watch")) {
      RawClient first = RawClient.joined(server, "chris");
      watch.expectJoin("chris");
      first.reset();
      watch.expectLeave("chris");

      try (RawClient second = RawClient.joined(server, "Chris")) {
        watch.expectJoin("Chris");
        second.chat("me again");
        watch.expectChat("Chris", "me again");
      }
    }
  }
}
