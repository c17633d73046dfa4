package io.parley.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.Terms.Lookup;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a text can be found. */
class TermsTest {

  @Test
  void words_are_letters_and_digits_in_one_case() {
    assertEquals(
        Set.of("hello", "world", "42", "zoë", "strasse"),
        Terms.of("Hello, WORLD! (42) \"Zoë\" zoë Straße").words());
  }

  @Test
  void compatible_characters_are_the_same() {
    assertEquals(Terms.of("abc ガ"), Terms.of("ＡＢＣ　ｶﾞ"));
    assertEquals(Terms.of("Zo\u00eb"), Terms.of("Zoe\u0308"));
  }

  @Test
  void a_run_is_indexed_by_its_pairs_and_its_last_character() {
    assertEquals(Set.of("我爱", "爱爸", "爸爸", "爸"), Terms.of("我爱爸爸").indexed());
    assertEquals(Set.of("我"), Terms.of("我！").indexed());
    assertEquals(Set.of("𠮷野", "野"), Terms.of("𠮷野").indexed());
  }

  @Test
  void scripts_without_spaces_part_from_words() {
    Terms terms = Terms.of("買iPhone15了 한국어 カレー");

    assertEquals(Set.of("iphone15"), terms.words());
    assertEquals(List.of("買", "了", "한국어", "カレー"), terms.runs());
  }

  @Test
  void one_character_asks_for_all_that_begins_with_it() {
    assertEquals(Set.of(new Lookup("爸", true)), Terms.of("爸").lookups());
    assertEquals(Set.of(new Lookup("爸爸", false)), Terms.of("爸爸").lookups());
    assertEquals(
        Set.of(new Lookup("我爱", false), new Lookup("爱他", false)), Terms.of("我爱他").lookups());
    assertEquals(Set.of(new Lookup("hi", false)), Terms.of("hi").lookups());
  }

  @Test
  void emoji_are_words_and_punctuation_is_nothing() {
    assertEquals(Set.of("😀", "❤"), Terms.of("😀😀❤️").words());
    assertTrue(Terms.of("*** \" AND' -- :* \\ ").words().equals(Set.of("and")));
    assertTrue(Terms.of("?! …「」").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "hello big world, world hello, true",
    "hello big world, wor, false",
    "我爱我的爸爸, 爸爸, true",
    "我爱我的爸爸, 爱, true",
    "我爱我的爸爸, 爱爸, false",
    "ABABC和AB, ab, true",
    "天地 地人, 天地人, false",
    "ภาษาไทยง่าย, ไทย, true",
    "日本語テスト, テスト, true",
    "한국어, 국어, true",
  })
  void all_that_is_looked_for_must_be_there(String text, String query, boolean found) {
    Terms terms = Terms.of(text);
    Terms wanted = Terms.of(query);

    assertEquals(found, terms.contain(wanted));
    if (terms.contain(wanted)) { // or the index would hide it
      Set<String> indexed = terms.indexed();
      for (Lookup lookup : wanted.lookups()) {
        assertTrue(
            lookup.prefix()
                ? indexed.stream().anyMatch(term -> term.startsWith(lookup.term()))
                : indexed.contains(lookup.term()),
            lookup.toString());
      }
    }
  }

  @Test
  void what_is_too_long_is_cut_alike_in_texts_and_queries() {
    String word = "a".repeat(1000);

    assertTrue(Terms.of(word).contain(Terms.of(word)));
    assertFalse(Terms.of(word).contain(Terms.of("a")));
    assertTrue(Terms.of("\uFDFA".repeat(60_000)).indexed().size() < Saying.LONGEST);
  }
}
