package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class RoomWindowTest {
  private static final int HEIGHT = 3;

  /** One row per word. */
  private static final RoomWindow.Layout WORDS =
      (line, before) ->
          List.of(line.text().split(" ")).stream().map(AttributedString::new).toList();

  private final RoomWindow window = new RoomWindow(10);

  @Test
  void shows_newest_lines() {
    assertEquals(List.of(), view());

    add("1", "2");
    assertEquals(List.of("1", "2"), view());

    add("3", "4 5");
    assertEquals(List.of("3", "4", "5"), view());
  }

  @Test
  void shows_end_of_line_longer_than_view() {
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
  void new_lines_do_not_move_scrolled_view() {
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
  void lines_of_a_message_are_replaced_in_their_place() {
    add("1");
    addMessage(7, "2", "3");
    add("4", "5");
    assertTrue(window.revise(7, texts("a")));
    assertEquals(List.of("1", "a", "4", "5"), all());
    assertTrue(window.revise(7, texts("a", "b", "c")));
    assertEquals(List.of("1", "a", "b", "c", "4", "5"), all());
    assertFalse(window.revise(8, texts("x")));
    add("6", "7", "8", "9", "10");
    assertEquals(List.of("a", "b", "c", "4", "5", "6", "7", "8", "9", "10"), all());
    assertTrue(window.revise(7, texts("a", "b", "c", "d", "e")));
    assertEquals(List.of("c", "d", "e", "4"), all().subList(0, 4));
    assertEquals(10, all().size());
  }

  @Test
  void scrolled_view_stays_when_a_message_above_gets_more_lines() {
    add("1");
    addMessage(7, "2");
    add("3", "4", "5", "6");
    assertFalse(window.scrollUp(1, HEIGHT, WORDS));
    assertEquals(List.of("3", "4", "5"), view());
    assertTrue(window.revise(7, texts("2", "2b", "2c")));
    assertEquals(List.of("3", "4", "5"), view());
    window.scrollUp(2, HEIGHT, WORDS);
    assertEquals(List.of("2b", "2c", "3"), view());
    assertTrue(window.revise(7, texts("2")));
    assertTrue(window.scrollUp(9, HEIGHT, WORDS));
    assertEquals(List.of("1", "2", "3"), view());
    addMessage(9, "7");
    assertTrue(window.revise(9, texts("7", "7b")));
    window.follow();
    assertEquals(List.of("6", "7", "7b"), view());
  }

  @Test
  void message_in_view_that_shrinks_leaves_a_view() {
    addMessage(7, "1", "2", "3");
    add("4", "5", "6");
    window.scrollUp(3, HEIGHT, WORDS);
    assertEquals(List.of("1", "2", "3"), view());
    assertTrue(window.revise(7, texts("gone")));
    assertEquals(List.of("gone"), view());
    window.scrollDown(9, HEIGHT, WORDS);
    assertEquals(List.of("4", "5", "6"), view());
  }

  private void addMessage(long id, String... lines) {
    for (String line : lines) {
      window.add(DisplayLine.live(line).withId(OptionalLong.of(id)));
    }
  }

  private static List<LineText> texts(String... lines) {
    return List.of(lines).stream().map(LineText::plain).toList();
  }

  private List<String> all() {
    return window.lines().stream().map(DisplayLine::text).toList();
  }

  @Test
  void line_of_joins_is_replaced_in_its_place() {
    window.add(DisplayLine.live("joined1").withFold(DisplayLine.Fold.NEW));
    add("help");
    window.add(DisplayLine.live("joined2").withFold(DisplayLine.Fold.UPDATE));
    assertEquals(List.of("joined2", "help"), view());

    add("text");
    window.add(DisplayLine.live("joined3").withFold(DisplayLine.Fold.NEW));
    window.add(DisplayLine.live("joined4").withFold(DisplayLine.Fold.UPDATE));
    assertEquals(List.of("help", "text", "joined4"), view());
  }

  @Test
  void line_of_joins_does_not_move_scrolled_view() {
    add("1", "2", "3");
    window.add(DisplayLine.live("joined1").withFold(DisplayLine.Fold.NEW));
    assertTrue(window.scrollUp(1, HEIGHT, WORDS));
    window.add(DisplayLine.live("joined2").withFold(DisplayLine.Fold.UPDATE));
    assertEquals(List.of("1", "2", "3"), view());
    assertEquals(1, window.linesBelow());
  }

  @Test
  void line_of_joins_that_is_not_kept_any_more_is_added() {
    window.add(DisplayLine.live("joined1").withFold(DisplayLine.Fold.NEW));
    for (int i = 0; i < 10; i++) {
      add(Integer.toString(i));
    }
    window.add(DisplayLine.live("joined2").withFold(DisplayLine.Fold.UPDATE));
    assertEquals(List.of("8", "9", "joined2"), view());
  }

  @Test
  void follow_returns_to_newest_lines() {
    add("1", "2", "3", "4", "5");
    boolean oldest = window.scrollUp(100, HEIGHT, WORDS);
    assertTrue(oldest);
    assertEquals(List.of("1", "2", "3"), view());

    window.follow();

    assertEquals(List.of("3", "4", "5"), view());
  }

  @Test
  void older_lines_are_added_above_without_moving_view() {
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
  void keeps_maximum_number_of_lines() {
    for (int i = 1; i <= 12; i++) {
      add(String.valueOf(i));
    }
    assertTrue(window.isFull());
    window.addOlder(lines("0"));

    boolean oldest = window.scrollUp(100, HEIGHT, WORDS);

    assertTrue(oldest);
    assertEquals(List.of("3", "4", "5"), view());
  }

  /** Memory is bounded: the view moves to the oldest line that is left. */
  @Test
  void scrolled_view_moves_when_its_lines_are_evicted() {
    add("1", "2", "3", "4");
    assertTrue(window.scrollUp(100, HEIGHT, WORDS));

    IntStream.range(5, 20).forEach(i -> add(String.valueOf(i)));

    assertEquals(List.of("10"), view());
  }

  @Test
  void scrolling_by_rows_and_pages_reaches_same_views() {
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
  void clear_empties_view_and_shows_new_lines() {
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
  void cleared_lines_are_reachable_by_scrolling_up() {
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
  void cleared_lines_shorter_than_view_are_shown_after_scrolling_up() {
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

  /** Otherwise new lines would stay below the view. */
  @Test
  void scrolling_down_follows_again_when_view_has_filled_since_clear() {
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
