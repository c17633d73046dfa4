package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class RoomWindowTest {
  private static final int HEIGHT = 3;

  /** A row for each word. */
  private static final RoomWindow.Layout WORDS =
      (line, before) ->
          List.of(line.text().split(" ")).stream().map(AttributedString::new).toList();

  private final RoomWindow window = new RoomWindow(10);

  @Test
  void shows_the_end() {
    assertEquals(List.of(), view());

    add("1", "2");
    assertEquals(List.of("1", "2"), view());

    add("3", "4 5");
    assertEquals(List.of("3", "4", "5"), view());
  }

  @Test
  void shows_the_end_of_a_line_that_is_longer_than_the_view() {
    add("a b c d e");

    assertEquals(List.of("c", "d", "e"), view());

    assertFalse(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("b", "c", "d"), view());
    assertTrue(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("a", "b", "c"), view());
    assertTrue(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("a", "b", "c"), view());
  }

  @Test
  void nothing_that_comes_moves_what_somebody_reads() {
    add("1", "2", "3 4", "5");
    assertFalse(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("2", "3", "4"), view());
    assertEquals(1, window.linesBelow());

    add("6", "7");

    assertEquals(List.of("2", "3", "4"), view());
    assertEquals(3, window.linesBelow());
    window.scrollDown(2, HEIGHT, WORDS);
    assertEquals(List.of("4", "5", "6"), view());
    window.scrollDown(1, HEIGHT, WORDS);
    assertEquals(0, window.linesBelow());
    add("8");
    assertEquals(List.of("6", "7", "8"), view());
  }

  @Test
  void shows_the_end_again_when_it_is_told_to() {
    add("1", "2", "3", "4", "5");
    boolean oldest = window.scrollUp(100, HEIGHT, WORDS);
    assertTrue(oldest);
    assertEquals(List.of("1", "2", "3"), view());

    window.follow();

    assertEquals(List.of("3", "4", "5"), view());
  }

  @Test
  void older_lines_come_before_all_others_and_move_nothing() {
    add("5", "6", "7");
    assertTrue(window.scrollUp(1, HEIGHT, WORDS));

    window.addOlder(lines("3", "4"));
    window.addOlder(lines("1", "2"));

    assertEquals(List.of("5", "6", "7"), view());
    boolean oldest = window.scrollUp(2, HEIGHT, WORDS);
    assertFalse(oldest);
    assertEquals(List.of("3", "4", "5"), view());
    assertTrue(window.scrollUp(2, HEIGHT, WORDS));
    assertEquals(List.of("1", "2", "3"), view());
  }

  @Test
  void keeps_no_more_than_it_may() {
    for (int i = 1; i <= 12; i++) {
      add(String.valueOf(i));
    }
    assertTrue(window.isFull());
    window.addOlder(lines("0"));

    boolean oldest = window.scrollUp(100, HEIGHT, WORDS);

    assertTrue(oldest);
    assertEquals(List.of("3", "4", "5"), view());
  }

  /**
   * What somebody reads goes in the end, as memory is bounded; then they read the oldest there is.
   */
  @Test
  void moves_on_where_what_is_read_is_too_old_to_be_kept() {
    add("1", "2", "3", "4");
    assertTrue(window.scrollUp(100, HEIGHT, WORDS));

    IntStream.range(5, 20).forEach(i -> add(String.valueOf(i)));

    assertEquals(List.of("10"), view());
  }

  @Test
  void looks_the_same_in_whatever_steps_one_scrolls() {
    add("1", "2 3", "4", "5 6 7", "8", "9");
    window.scrollDown(5, HEIGHT, WORDS);
    assertEquals(List.of("7", "8", "9"), view());
    for (int i = 0; i < 6; i++) {
      assertEquals(i == 5, window.scrollUp(1, HEIGHT, WORDS));
    }
    assertEquals(List.of("1", "2", "3"), view());
    for (int first = 2; first <= 7; first++) {
      window.scrollDown(1, HEIGHT, WORDS);
      assertEquals(String.valueOf(first), view().get(0));
    }
    assertEquals(List.of("7", "8", "9"), view());
  }

  @Test
  void is_empty_when_it_is_cleared_and_shows_what_comes() {
    window.clear();
    window.scrollDown(1, HEIGHT, WORDS);
    add("1", "2", "3", "4");

    window.clear();

    assertEquals(List.of(), view());
    add("5");
    assertEquals(List.of("5"), view());
    add("6", "7", "8");
    assertEquals(List.of("6", "7", "8"), view());
  }

  @Test
  void forgets_nothing_of_what_is_cleared() {
    add("1", "2", "3", "4");
    window.clear();

    assertFalse(window.scrollUp(2, HEIGHT, WORDS));
    assertEquals(List.of("2", "3", "4"), view());
    window.scrollDown(2, HEIGHT, WORDS);
    assertEquals(List.of(), view());

    add("5");
    assertFalse(window.scrollUp(2, HEIGHT, WORDS));
    assertEquals(List.of("3", "4", "5"), view());
    assertTrue(window.scrollUp(2, HEIGHT, WORDS));
    assertEquals(List.of("1", "2", "3"), view());
    window.scrollDown(2, HEIGHT, WORDS);
    assertEquals(List.of("3", "4", "5"), view());
    window.follow();
    assertEquals(List.of("5"), view());
  }

  @Test
  void shows_what_is_cleared_again_where_it_is_less_than_the_view() {
    add("1", "2");
    window.clear();

    assertTrue(window.scrollUp(2, HEIGHT, WORDS));
    assertEquals(List.of("1", "2"), view());
    window.addOlder(lines("0"));
    assertEquals(List.of("0", "1", "2"), view());
    add("3");
    assertEquals(1, window.linesBelow());
    window.scrollDown(2, HEIGHT, WORDS);
    assertEquals(List.of("1", "2", "3"), view());
    window.scrollDown(2, HEIGHT, WORDS);
    assertEquals(List.of("3"), view());
  }

  /** Or else what comes then would move below the view. */
  @Test
  void follows_the_end_again_that_is_full_since_it_was_cleared() {
    add("1", "2");
    window.clear();
    add("3", "4", "5", "6");
    assertFalse(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("3", "4", "5"), view());

    window.scrollDown(1, HEIGHT, WORDS);

    add("7");
    assertEquals(List.of("5", "6", "7"), view());
  }

  private void add(String... texts) {
    lines(texts).forEach(window::add);
  }

  private List<String> view() {
    return window.view(HEIGHT, WORDS).stream().map(AttributedString::toString).toList();
  }

  private static List<DisplayLine> lines(String... texts) {
    return List.of(texts).stream().map(DisplayLine::live).toList();
  }
}
