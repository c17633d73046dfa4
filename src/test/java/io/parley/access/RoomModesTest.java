package io.parley.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomModesTest {
  @ParameterizedTest
  @CsvSource({
    "private, ON, on",
    "invite, on, on",
    "closed, on, on",
    "moderated, on, on",
    "topic-lock, on, on",
    "key, Sesame, Sesame",
    "slow, 90s, 90s",
    "slow, 120s, 2m",
    "slow, 6h, 6h",
    "retention, 48h, 2d",
    "retention, 1h, 1h",
    "limit, 007, 7",
    "limit, 1000000, 1000000",
  })
  void reads_a_value_and_shows_it_in_one_form(String label, String typed, String shown)
      throws RejectedException {
    RoomSetting setting = RoomSetting.find(label).orElseThrow();
    RoomModes modes = RoomModes.OPEN.with(setting, typed);
    assertEquals(shown, modes.value(setting));
    assertEquals(modes, RoomModes.OPEN.with(setting, modes.value(setting)));
    assertEquals(RoomModes.OPEN, modes.with(setting, "off"));
  }

  @ParameterizedTest
  @CsvSource({
    "private, yes",
    "private, ''",
    "key, 'two words'",
    "key, ''",
    "slow, 0s",
    "slow, 7h",
    "slow, 10",
    "slow, -1s",
    "slow, 99999999d",
    "retention, 59m",
    "retention, 36501d",
    "limit, 0",
    "limit, 1000001",
    "limit, 99999999999",
    "limit, -3",
    "limit, ٣",
  })
  void refuses_a_value_that_a_setting_cannot_have(String label, String typed) {
    RoomSetting setting = RoomSetting.find(label).orElseThrow();
    RejectedException refused =
        assertThrows(RejectedException.class, () -> RoomModes.OPEN.with(setting, typed));
    assertEquals(Problem.Code.SETTING_INVALID, refused.problem().code());
    assertTrue(refused.problem().message().startsWith("The setting " + label + " is "));
  }

  @Test
  void key_is_one_word_without_control_codes_and_bounded() {
    for (String key : new String[] {"a\u0007b", "a\u202eb", "a\u00a0b", "k".repeat(65)}) {
      assertThrows(RejectedException.class, () -> RoomModes.OPEN.with(RoomSetting.KEY, key), key);
    }
  }

  @Test
  void key_is_in_no_text_of_the_settings() throws RejectedException {
    RoomModes modes = RoomModes.OPEN.with(RoomSetting.KEY, "sesame");
    assertEquals(Optional.of("sesame"), modes.key());
    assertFalse(modes.toString().contains("sesame"));
  }

  @Test
  void values_have_their_types() throws RejectedException {
    RoomModes modes =
        RoomModes.OPEN
            .with(RoomSetting.SLOW, "10s")
            .with(RoomSetting.RETENTION, "30d")
            .with(RoomSetting.LIMIT, "5");
    assertEquals(Duration.ofSeconds(10), modes.slow());
    assertEquals(Optional.of(Duration.ofDays(30)), modes.retention());
    assertEquals(OptionalInt.of(5), modes.limit());
    assertEquals(Duration.ZERO, RoomModes.OPEN.slow());
    assertEquals(Optional.empty(), RoomModes.OPEN.retention());
    assertEquals(OptionalInt.empty(), RoomModes.OPEN.limit());
  }
}
