package io.parley.client.terminal.bidi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class VisualLayoutTest {

  @Test
  void what_is_read_from_right_to_left_begins_at_the_right() {
    assertEquals("םלוע םולש", row("שלום עולם"));
    assertEquals("hello םולש there", row("hello שלום there"));
  }

  @Test
  void a_full_stop_ends_the_sentence_that_it_belongs_to() {
    assertEquals("!םלוע םולש", row("שלום עולם!"));
    assertEquals("היהת hello השק", row("קשה hello תהיה"));
  }

  @Test
  void numbers_are_read_from_left_to_right_all_the_same() {
    assertEquals("12:30 העשב", row("בשעה 12:30"));
  }

  @Test
  void brackets_open_towards_what_is_in_them() {
    assertEquals("(םולש) םלוע", row("עולם (שלום)"));
  }

  @Test
  void the_first_part_is_read_from_left_to_right() {
    AttributedString text = new AttributedString("דנה has come");

    assertEquals("הנד has come", new VisualLayout(text, List.of()).row(0, 12).toString());
  }

  @Test
  void parts_do_not_move_each_other() {
    String line = "דנה: שלום!";
    AttributedString text = new AttributedString(line);

    assertEquals(
        "הנד: !םולש", new VisualLayout(text, List.of(3, 5)).row(0, line.length()).toString());
  }

  @Test
  void what_stands_on_a_letter_stays_with_it() {
    assertEquals("ת\u05B8\u05BCב\u05B7ש\u05C1", row("ש\u05C1ב\u05B7ת\u05B8\u05BC"));
    assertEquals("👨‍👩‍👧 םולש", row("שלום 👨‍👩‍👧"));
  }

  @Test
  void each_row_is_put_in_order_of_itself() {
    VisualLayout order = new VisualLayout(new AttributedString("אב גד הו"), List.of(0));

    assertEquals("בא", order.row(0, 2).toString());
    assertEquals("וה דג", order.row(3, 8).toString());
  }

  @Test
  void a_character_keeps_its_style() {
    AttributedString text =
        new AttributedStringBuilder()
            .append("אב", AttributedStyle.BOLD)
            .append("גד", AttributedStyle.DEFAULT)
            .toAttributedString();

    AttributedString row = new VisualLayout(text, List.of()).row(0, 4);

    assertEquals("דגבא", row.toString());
    assertEquals(AttributedStyle.DEFAULT, row.styleAt(1));
    assertEquals(AttributedStyle.BOLD, row.styleAt(2));
  }

  @Test
  void a_cursor_is_on_what_it_is_before() {
    VisualLayout order = new VisualLayout(new AttributedString("ab אבג c"), List.of());

    assertEquals(0, order.column(0, 8, 0));
    assertEquals(5, order.column(0, 8, 3));
    assertEquals(3, order.column(0, 8, 5));
    assertEquals(8, order.column(0, 8, 8));
  }

  @Test
  void a_cursor_behind_a_text_from_right_to_left_is_at_its_left() {
    VisualLayout order = new VisualLayout(new AttributedString("me> אבג"), List.of(4));

    assertEquals(6, order.column(0, 7, 4));
    assertEquals(3, order.column(0, 7, 7));
  }

  /** Of a text that is a part of its own, behind an empty one. */
  private static String row(String text) {
    return new VisualLayout(new AttributedString(text), List.of(0))
        .row(0, text.length())
        .toString();
  }
}
