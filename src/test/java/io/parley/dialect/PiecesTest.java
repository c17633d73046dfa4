package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts in pieces. */
class PiecesTest {

  @Test
  void a_text_that_fits_is_one_piece() {
    assertEquals(List.of("hello"), Pieces.split("hello", 5, c -> 1));
    assertEquals(List.of(""), Pieces.split("", 5, c -> 1));
  }

  @Test
  void a_longer_one_is_cut_and_nothing_is_lost() {
    assertEquals(List.of("abc", "def", "g"), Pieces.split("abcdefg", 3, c -> 1));
  }

  @Test
  void no_character_is_cut() {
    assertEquals(List.of("😀", "😀", "a"), Pieces.split("😀😀a", 5, c -> c > 0xFFFF ? 4 : 2));
  }

  @Test
  void a_character_over_the_budget_is_a_piece_by_itself() {
    assertEquals(List.of("a", "😀", "b"), Pieces.split("a😀b", 2, c -> c > 0xFFFF ? 4 : 1));
  }
}
