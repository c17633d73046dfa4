package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.terminal.link.TextLink;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/** Links at the ends of rows, in 40 columns with a margin of 8. */
class LineWrapperTest {
  private static final LineWrapper WRAPPER = new LineWrapper(40, 8);

  @Test
  void link_that_fits_in_a_row_is_not_split() {
    assertEquals(
        List.of("        amy: look", "        https://a.example/a-page-in-a-b", "        and say"),
        rows("amy: look https://a.example/a-page-in-a-b and say"));
    assertEquals(
        List.of("        amy: (", "        https://a.example/a-page-in-a-b)"),
        rows("amy: (https://a.example/a-page-in-a-b)"));
  }

  @Test
  void longer_link_fills_rows_and_continues_in_first_column() {
    String link = "https://a.example/" + "0123456789".repeat(8);

    List<String> rows = rows("amy: look " + link + " and say what you think");

    assertEquals(
        List.of(
            "        amy: look " + link.substring(0, 22),
            link.substring(22, 62),
            link.substring(62) + " and",
            "        say what you think"),
        rows);
    assertEquals(link, (rows.get(0).substring(18) + rows.get(1) + rows.get(2)).substring(0, 98));
  }

  @Test
  void link_that_ends_at_last_column_has_its_margin_back_after_it() {
    String link = "https://a.example/" + "x".repeat(32 - 18 + 40);

    assertEquals(
        List.of("        " + link.substring(0, 32), link.substring(32), "        next word"),
        rows(link + " next word"));
  }

  @Test
  void link_parts_are_never_padded_at_any_width() {
    String link = "https://a.example/" + "0123456789".repeat(20);
    for (int columns = 24; columns <= 120; columns++) {
      List<String> rows = rows(new LineWrapper(columns, 8), "amy: see " + link);

      assertEquals(link, String.join("", rows).substring(8 + "amy: see ".length()));
      for (String row : rows.subList(0, rows.size() - 1)) {
        assertEquals(columns, row.length());
      }
    }
  }

  @Test
  void two_links_and_words_between_them() {
    List<String> rows =
        rows("a https://a.example/1234567890 b https://b.example/1234567890 c d e f g h i j");

    assertEquals(
        List.of(
            "        a https://a.example/1234567890 b",
            "        https://b.example/1234567890 c d",
            "        e f g h i j"),
        rows);
    assertTrue(rows.stream().allMatch(row -> row.length() <= 40));
  }

  @Test
  void text_without_links_is_split_between_words() {
    assertEquals(
        List.of("        0123456789 0123456789 0123456789", "        0123456789"),
        rows("0123456789 0123456789 0123456789 0123456789"));
    assertEquals(
        List.of("        " + "x".repeat(32), "        " + "x".repeat(8)), rows("x".repeat(40)));
  }

  private static List<String> rows(String text) {
    return rows(WRAPPER, text);
  }

  private static List<String> rows(LineWrapper wrapper, String text) {
    return wrapper.wrap(new AttributedString(text), TextLink.findAll(text)).stream()
        .map(
            row ->
                (row.hasMargin() ? " ".repeat(wrapper.margin()) : "")
                    + text.substring(row.start(), row.end()))
        .toList();
  }
}
