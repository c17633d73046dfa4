package io.parley.client.terminal.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class CompletionMenuTest {

  @Test
  void arranges_words_in_even_columns() {
    CompletionMenu choices = new CompletionMenu(List.of("a", "bb", "c", "d"), 20, 5);

    assertEquals(List.of("a    bb   c    d"), page(choices, -1));
    assertEquals(List.of("a    c", "bb   d"), page(new CompletionMenu(words(4), 15, 5), -1));
  }

  @Test
  void shows_first_page_and_number_of_other_words_when_space_is_short() {
    CompletionMenu choices = new CompletionMenu(numbers(20), 16, 4);

    assertEquals(
        List.of("00   03   06", "01   04   07", "02   05   08", "and 11 more"), page(choices, -1));
    assertEquals(7, choices.columns());
    assertEquals(page(choices, -1), page(choices, 8));
  }

  @Test
  void shows_page_of_selected_word() {
    CompletionMenu choices = new CompletionMenu(numbers(20), 16, 4);

    assertEquals(
        List.of("09   12   15", "10   13   16", "11   14   17", "and 11 more"), page(choices, 9));
    assertEquals(List.of("18", "19", "", "and 18 more"), page(choices, 19));
  }

  @Test
  void uses_at_least_two_rows() {
    assertEquals(List.of("00", "and 19 more"), page(new CompletionMenu(numbers(20), 3, -5), -1));
    assertEquals(List.of("00"), page(new CompletionMenu(numbers(1), 3, 1), -1));
    assertEquals(List.of("00"), page(new CompletionMenu(numbers(1), 1, 0), 0));
  }

  @Test
  void counts_wide_character_as_two_columns() {
    assertEquals(List.of("李   b", "a"), page(new CompletionMenu(List.of("李", "a", "b"), 8, 5), -1));
  }

  private static List<String> words(int count) {
    return List.of("a", "bb", "c", "d").subList(0, count);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.format("%02d", i)).toList();
  }

  private static List<String> page(CompletionMenu choices, int chosen) {
    AttributedString page = choices.page(chosen, (index, word) -> new AttributedString(word));
    return List.of(page.toString().split("\n", -1));
  }
}
