package io.parley.wire.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cutting texts into pieces. */
class TextChunkerTest {

  @Test
  void text_within_budget_is_one_chunk() {
    assertEquals(List.of("hello"), TextChunker.split("hello", 5, c -> 1));
    assertEquals(List.of(""), TextChunker.split("", 5, c -> 1));
  }

  @Test
  void longer_text_is_split_without_loss() {
    assertEquals(List.of("abc", "def", "g"), TextChunker.split("abcdefg", 3, c -> 1));
  }

  @Test
  void characters_are_not_split() {
    assertEquals(List.of("😀", "😀", "a"), TextChunker.split("😀😀a", 5, c -> c > 0xFFFF ? 4 : 2));
  }

  @Test
  void character_over_budget_is_its_own_chunk() {
    assertEquals(List.of("a", "😀", "b"), TextChunker.split("a😀b", 2, c -> c > 0xFFFF ? 4 : 1));
  }
}
