package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class InputRowsTest {
  private static final int PROMPT = "me> ".length();

  @Test
  void the_cursor_is_where_the_next_character_comes() {
    assertEquals(new InputRows(rows("me> hello"), 0, 9), typed("me> hello", 9, 20));
    assertEquals(new InputRows(rows("me> hello"), 0, 5), typed("me> hello", 5, 20));
  }

  @Test
  void a_full_row_has_the_cursor_in_the_next() {
    assertEquals(new InputRows(rows("me> 1234", ""), 1, 0), typed("me> 1234", 8, 8));
    assertEquals(new InputRows(rows("me> 1234", "5"), 1, 0), typed("me> 12345", 8, 8));
    assertEquals(new InputRows(rows("me> 123", "你"), 1, 0), typed("me> 123你", 7, 8));
  }

  @Test
  void each_line_begins_a_row() {
    assertEquals(new InputRows(rows("me> a", "b"), 1, 1), typed("me> a\nb", 7, 20));
    assertEquals(new InputRows(rows("me> a", "b"), 0, 5), typed("me> a\nb", 5, 20));
    assertEquals(new InputRows(rows("me> a", "", "b"), 1, 0), typed("me> a\n\nb", 6, 20));
  }

  @Test
  void what_is_typed_from_right_to_left_leaves_the_prompt_where_it_is() {
    assertEquals(new InputRows(rows("me> !םולש"), 0, 3), typed("me> שלום!", 9, 20));
    assertEquals(new InputRows(rows("me> !םולש"), 0, 8), typed("me> שלום!", 4, 20));
  }

  @Test
  void a_line_has_no_say_in_the_direction_of_another() {
    assertEquals(new InputRows(rows("me> !םולש", "hi!"), 1, 3), typed("me> שלום!\nhi!", 13, 20));
  }

  @Test
  void a_terminal_that_puts_it_in_order_gets_it_as_it_is_read() {
    assertEquals(
        new InputRows(rows("me> שלום!"), 0, 9),
        InputRows.layOut(new AttributedString("me> שלום!"), PROMPT, 9, 20, false));
  }

  private static InputRows typed(String all, int cursor, int columns) {
    return InputRows.layOut(new AttributedString(all), PROMPT, cursor, columns, true);
  }

  private static List<AttributedString> rows(String... rows) {
    return List.of(rows).stream().map(AttributedString::new).toList();
  }
}
