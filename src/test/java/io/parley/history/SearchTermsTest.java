package io.parley.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.SearchTerms.IndexTerm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {

  @Test
  void words_are_folded_letters_and_digits() {
    assertEquals(
        Set.of("hello", "world", "42", "zoe\u0308", "strasse"),
        SearchTerms.of("Hello, WORLD! (42) \"Zoë\" zoë Straße").words());
  }

  @Test
  void compatible_characters_have_same_terms() {
    assertEquals(SearchTerms.of("abc ガ"), SearchTerms.of("ＡＢＣ　ｶﾞ"));
    assertEquals(SearchTerms.of("Zo\u00eb"), SearchTerms.of("Zoe\u0308"));
  }

  @Test
  void run_is_indexed_by_pairs_and_last_character() {
    assertEquals(Set.of("我爱", "爱爸", "爸爸", "爸"), SearchTerms.of("我爱爸爸").indexTerms());
    assertEquals(Set.of("我"), SearchTerms.of("我！").indexTerms());
    assertEquals(Set.of("𠮷野", "野"), SearchTerms.of("𠮷野").indexTerms());
  }

  @Test
  void scripts_without_spaces_are_separated_from_words() {
    SearchTerms terms = SearchTerms.of("買iPhone15了 한국어 カレー");

    assertEquals(Set.of("iphone15"), terms.words());
    assertEquals(List.of("買", "了", "한국어", "カレー"), terms.unspacedRuns());
  }

  @Test
  void single_character_of_script_without_spaces_is_prefix_term() {
    assertEquals(Set.of(new IndexTerm("爸", true)), queryTerms("爸"));
    assertEquals(Set.of(new IndexTerm("爸爸", false)), queryTerms("爸爸"));
    assertEquals(Set.of(new IndexTerm("我爱", false), new IndexTerm("爱他", false)), queryTerms("我爱他"));
    assertEquals(Set.of(new IndexTerm("hi", false)), queryTerms("hi"));
  }

  @Test
  void word_is_looked_up_by_three_letters_or_whole_without_accents() {
    assertEquals(
        Set.of(new IndexTerm("tom", true), new IndexTerm("zoe", true)), queryTerms("tómato zoë"));
    assertEquals(
        Set.of(new IndexTerm("tomato", true), new IndexTerm("zoe", true)),
        SearchTerms.of("tomato zoë").queryTerms(Set.of("tomato")));
    assertTrue(new IndexTerm("tom", true).isOrdered());
    assertTrue(new IndexTerm("tomato", false).isOrdered());
    assertFalse(new IndexTerm("tomato", true).isOrdered());
  }

  private static Set<IndexTerm> queryTerms(String query) {
    return SearchTerms.of(query).queryTerms(Set.of());
  }

  @Test
  void emoji_are_words_and_punctuation_is_ignored() {
    assertEquals(Set.of("😀", "❤"), SearchTerms.of("😀😀❤️").words());
    assertTrue(SearchTerms.of("*** \" AND' -- :* \\ ").words().equals(Set.of("and")));
    assertTrue(SearchTerms.of("?! …「」").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "hello big world, world hello, true",
    "hello big world, wor, true",
    "hello big world, orl, false",
    "hello big world, he, false",
    "hello big world, hello bigger, false",
    "naïve Zoë, naive zo, false",
    "naïve Zoë, naiv zoe, true",
    "naïve Zoë, naïv zoë, true",
    "naive Zoe, naïve, false",
    "naive Zoe, zoë, false",
    "résumé, resumé, true",
    "résume, resumé, false",
    "Zoe\u0308\u0301, zoë, false",
    "Zoe\u0308\u0301, zoe, true",
    "Łódź Œuvre, lodz oeuvre, true",
    "lodz, łódź, false",
    "कुल, कल, false",
    "カナ ガス, カス, false",
    "我爱我的爸爸, 爸爸, true",
    "我爱我的爸爸, 爱, true",
    "我爱我的爸爸, 爱爸, false",
    "ABABC和AB, ab, true",
    "天地 地人, 天地人, false",
    "ภาษาไทยง่าย, ไทย, true",
    "日本語テスト, テスト, true",
    "한국어, 국어, true",
    "I like C++ and C#., c++, true",
    "I like C++ and C#., c#, true",
    "I like C++ and C#., c, true",
    "Ｃ＋＋ with wide signs, C++, true",
    "C++20 is new, c++, true",
    "vitamin C, c++, false",
    "vitamin C, c#, false",
    "C+ grade, c++, false",
    "C# minor, c++, false",
    "+49 30 #7, 49 7, true",
    "1+1, 1 + 1, true",
    "Welcome to İstanbul, istanbul, true",
    "Welcome to istanbul, İSTANBUL, true",
    "Welcome to ISTANBUL, İstanbul, true",
    "ISPARTA, ısparta, true",
    "ΟΔΟΣ'Α, οδοσ, true",
    "Ο ΔΡΌΜΟΣ, δρόμοσ, true",
    "in\u00ADvisible, invisible, true",
    "in\u200Bvisible, invisible, true",
    "\u2066in\u200D\u2060vi\uFEFFsible\u2069, invisible, true",
    "invisible, in\u00ADvisible, true",
    "می\u200Cخواهم, میخواهم, true",
    "我\u200B爱, 我爱, true",
    "one\u3164two, two, true",
    "é two\u2028three, three, true",
    "👩\u200D🚒, 🚒, true",
  })
  void text_matches_only_if_it_contains_all_query_terms(
      String text, String query, boolean expected) {
    SearchTerms terms = SearchTerms.of(text);
    SearchTerms queryTerms = SearchTerms.of(query);

    assertEquals(expected, terms.containsAll(queryTerms));
    if (terms.containsAll(queryTerms)) { // the index must return every match
      Set<String> indexed = terms.indexTerms();
      for (IndexTerm lookup : lookups(queryTerms)) {
        assertTrue(
            lookup.prefix()
                ? indexed.stream().anyMatch(term -> term.startsWith(lookup.term()))
                : indexed.contains(lookup.term()),
            lookup.toString());
      }
    }
  }

  private static Set<IndexTerm> lookups(SearchTerms query) {
    Set<IndexTerm> lookups = new HashSet<>(query.queryTerms(Set.of()));
    lookups.addAll(query.queryTerms(query.words()));
    return lookups;
  }

  @Test
  void too_long_words_are_cut_equally_in_text_and_query() {
    String word = "a".repeat(1000);

    assertTrue(SearchTerms.of(word).containsAll(SearchTerms.of(word)));
    assertFalse(SearchTerms.of(word).containsAll(SearchTerms.of("a")));
    assertTrue(SearchTerms.of("ä".repeat(70)).containsAll(SearchTerms.of("a".repeat(65))));
    assertTrue(SearchTerms.of("\uFDFA".repeat(60_000)).indexTerms().size() < NewMessage.MAX_LENGTH);
  }
}
