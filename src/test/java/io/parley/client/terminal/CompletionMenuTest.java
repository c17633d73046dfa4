package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class CompletionMenuTest {

  @Test
  void stand_in_columns_as_even_as_can_be() {
    CompletionMenu choices = new CompletionMenu(List.of("a", "bb", "c", "d"), 20, 5);

    assertEquals(List.of("a    bb   c    d"), page(choices, -1));
    assertEquals(List.of("a    c", "bb   d"), page(new CompletionMenu(words(4), 15, 5), -1));
  }

  @Test
  void show_how_many_more_there_are_where_there_is_no_room() {
    CompletionMenu choices = new CompletionMenu(numbers(20), 16, 4);

    assertEquals(
        List.of("00   03   06", "01   04   07", "02   05   08", "and 11 more"), page(choices, -1));
    assertEquals(7, choices.columns());
    assertEquals(page(choices, -1), page(choices, 8));
  }

  @Test
  void turn_the_page_to_what_is_chosen() {
    CompletionMenu choices = new CompletionMenu(numbers(20), 16, 4);

    assertEquals(
        List.of("09   12   15", "10   13   16", "11   14   17", "and 11 more"), page(choices, 9));
    assertEquals(List.of("18", "19", "", "and 18 more"), page(choices, 19));
  }

  @Test
  void take_two_rows_where_there_is_less() {
    assertEquals(List.of("00", "and 19 more"), page(new CompletionMenu(numbers(20), 3, -5), -1));
    assertEquals(List.of("00"), page(new CompletionMenu(numbers(1), 3, 1), -1));
    assertEquals(List.of("00"), page(new CompletionMenu(numbers(1), 1, 0), 0));
  }

  @Test
  void count_wide_characters_as_two() {
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
