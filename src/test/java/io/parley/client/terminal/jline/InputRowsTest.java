package io.parley.client.terminal.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class InputRowsTest {
  private static final int PROMPT = "me> ".length();

  @Test
  void places_cursor_before_next_character() {
    assertEquals(new InputRows(rows("me> hello"), 0, 9), layOut("me> hello", 9, 20));
    assertEquals(new InputRows(rows("me> hello"), 0, 5), layOut("me> hello", 5, 20));
  }

  @Test
  void places_cursor_in_next_row_after_full_row() {
    assertEquals(new InputRows(rows("me> 1234", ""), 1, 0), layOut("me> 1234", 8, 8));
    assertEquals(new InputRows(rows("me> 1234", "5"), 1, 0), layOut("me> 12345", 8, 8));
    assertEquals(new InputRows(rows("me> 123", "你"), 1, 0), layOut("me> 123你", 7, 8));
  }

  @Test
  void flags_stay_whole_and_take_two_columns() {
    InputRows rows = layOut("me> 🇩🇪🇫🇷🇮🇹", 16, 9);

    assertEquals(
        List.of("me> 🇩🇪🇫🇷", "🇮🇹"),
        rows.rows().stream().map(AttributedString::toString).toList());
    assertEquals(1, rows.cursorRow());
    assertEquals(2, rows.cursorColumn());
    assertEquals(6, layOut("me> 🇩🇪🇫🇷🇮🇹", 8, 20).cursorColumn());
  }

  @Test
  void starts_row_for_each_line() {
    assertEquals(new InputRows(rows("me> a", "b"), 1, 1), layOut("me> a\nb", 7, 20));
    assertEquals(new InputRows(rows("me> a", "b"), 0, 5), layOut("me> a\nb", 5, 20));
    assertEquals(new InputRows(rows("me> a", "", "b"), 1, 0), layOut("me> a\n\nb", 6, 20));
  }

  @Test
  void right_to_left_text_does_not_move_prompt() {
    assertEquals(new InputRows(rows("me> !םולש"), 0, 3), layOut("me> שלום!", 9, 20));
    assertEquals(new InputRows(rows("me> !םולש"), 0, 8), layOut("me> שלום!", 4, 20));
  }

  @Test
  void each_line_has_its_own_direction() {
    assertEquals(new InputRows(rows("me> !םולש", "hi!"), 1, 3), layOut("me> שלום!\nhi!", 13, 20));
  }

  @Test
  void keeps_logical_order_when_terminal_reorders() {
    assertEquals(
        new InputRows(rows("me> שלום!"), 0, 9),
        InputRows.layOut(new AttributedString("me> שלום!"), PROMPT, 9, 20, false));
  }

  private static InputRows layOut(String all, int cursor, int columns) {
    return InputRows.layOut(new AttributedString(all), PROMPT, cursor, columns, true);
  }

  private static List<AttributedString> rows(String... rows) {
    return List.of(rows).stream().map(AttributedString::new).toList();
  }
}
