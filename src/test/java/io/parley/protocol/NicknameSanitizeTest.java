package io.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that nicknames from other servers are safe to show. */
class NicknameSanitizeTest {

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
  void foreign_nickname_is_sanitized(String raw, String shown) {
    assertEquals(shown, Nickname.sanitize(raw).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "\u202E\u001B"})
  void nickname_with_no_visible_characters_becomes_question_mark(String raw) {
    assertEquals("?", Nickname.sanitize(raw).value());
  }

  @Test
  void foreign_nickname_has_no_length_limit() {
    assertEquals(1000, Nickname.sanitize("a".repeat(1000)).value().length());
  }

  @Test
  void lone_surrogate_becomes_replacement_character() {
    assertEquals("a\uFFFDb", Nickname.sanitize("a\uD83Db").value());
  }

  @Test
  void decomposed_nickname_has_same_key_as_composed() {
    assertEquals("Rene\u0301", Nickname.sanitize("Rene\u0301").value());
    assertTrue(Nickname.sanitize("Rene\u0301").isSame(Nickname.sanitize("Ren\u00E9")));
  }
}
