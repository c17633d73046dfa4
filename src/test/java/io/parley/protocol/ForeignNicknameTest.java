package io.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another server calls somebody: its rules are not ours, but its names are shown here. */
class ForeignNicknameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "***, ***",
        "a b, a b",
        "a\u001B[31mb, a[31mb",
        "a\u202Eb, ab",
        "`a\nb`, a↵b",
        "`a\tb`, a b"
      })
  void may_be_anything_and_is_made_safe_to_show(String raw, String shown) {
    assertEquals(shown, Nickname.foreign(raw).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "\u202E\u001B"})
  void is_a_question_mark_if_nothing_is_left_of_it(String raw) {
    assertEquals("?", Nickname.foreign(raw).value());
  }

  @Test
  void may_have_any_length() {
    assertEquals(1000, Nickname.foreign("a".repeat(1000)).value().length());
  }

  @Test
  void shows_that_half_of_a_surrogate_pair_was_there() {
    assertEquals("a\uFFFDb", Nickname.foreign("a\uD83Db").value());
  }

  @Test
  void is_not_composed_but_is_the_same_name_as_if_it_were() {
    assertEquals("Rene\u0301", Nickname.foreign("Rene\u0301").value());
    assertTrue(Nickname.foreign("Rene\u0301").isSame(Nickname.foreign("Ren\u00E9")));
  }
}
