package io.parley.client.terminal.bidi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class VisualLayoutTest {

  @Test
  void reverses_right_to_left_text() {
    assertEquals("םלוע םולש", row("שלום עולם"));
    assertEquals("hello םולש there", row("hello שלום there"));
  }

  @Test
  void punctuation_follows_direction_of_paragraph() {
    assertEquals("!םלוע םולש", row("שלום עולם!"));
    assertEquals("היהת hello השק", row("קשה hello תהיה"));
  }

  @Test
  void keeps_numbers_left_to_right() {
    assertEquals("12:30 העשב", row("בשעה 12:30"));
  }

  @Test
  void mirrors_brackets() {
    assertEquals("(םולש) םלוע", row("עולם (שלום)"));
  }

  @Test
  void first_paragraph_is_left_to_right() {
    AttributedString text = new AttributedString("דנה has come");

    assertEquals("הנד has come", new VisualLayout(text, List.of()).row(0, 12).toString());
  }

  @Test
  void paragraphs_do_not_move_each_other() {
    String line = "דנה: שלום!";
    AttributedString text = new AttributedString(line);

    assertEquals(
        "הנד: !םולש", new VisualLayout(text, List.of(3, 5)).row(0, line.length()).toString());
  }

  @Test
  void keeps_marks_with_their_letter() {
    assertEquals("ת\u05B8\u05BCב\u05B7ש\u05C1", row("ש\u05C1ב\u05B7ת\u05B8\u05BC"));
    assertEquals("👨‍👩‍👧 םולש", row("שלום 👨‍👩‍👧"));
  }

  @Test
  void reorders_each_row_separately() {
    VisualLayout order = new VisualLayout(new AttributedString("אב גד הו"), List.of(0));

    assertEquals("בא", order.row(0, 2).toString());
    assertEquals("וה דג", order.row(3, 8).toString());
  }

  @Test
  void keeps_style_of_characters() {
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
  void cursor_column_is_that_of_next_character() {
    VisualLayout order = new VisualLayout(new AttributedString("ab אבג c"), List.of());

    assertEquals(0, order.column(0, 8, 0));
    assertEquals(5, order.column(0, 8, 3));
    assertEquals(3, order.column(0, 8, 5));
    assertEquals(8, order.column(0, 8, 8));
  }

  @Test
  void cursor_after_right_to_left_text_is_at_its_left_end() {
    VisualLayout order = new VisualLayout(new AttributedString("me> אבג"), List.of(4));

    assertEquals(6, order.column(0, 7, 4));
    assertEquals(3, order.column(0, 7, 7));
  }

  /** The row of a text that is a paragraph after an empty one. */
  private static String row(String text) {
    return new VisualLayout(new AttributedString(text), List.of(0))
        .row(0, text.length())
        .toString();
  }
}
