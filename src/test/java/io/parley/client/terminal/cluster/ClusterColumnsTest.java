package io.parley.client.terminal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ClusterColumnsTest {
  private static final String FAMILY = "👩\u200D👧\u200D👦";

  @Test
  void flag_takes_two_columns() {
    assertEquals(2, width("🇩🇪"));
    assertEquals(5, width("a🇩🇪🇫🇷"));
    assertEquals(4, width("🇩🇪🇫")); // half a flag is shown as a letter of its own
    assertEquals(
        "a🇩🇪🇫🇷", ClusterColumns.withFlagWidths(new AttributedString("a🇩🇪🇫🇷")).toString());
  }

  @Test
  void rows_end_between_clusters() {
    assertEquals(List.of("🇩🇪🇫🇷", "🇮🇹"), split("🇩🇪🇫🇷🇮🇹", 5));
    assertEquals(List.of("🇩🇪🇫🇷", "🇮🇹"), split("🇩🇪🇫🇷🇮🇹", 4));
    assertEquals(List.of("abc", FAMILY, "d"), split("abc" + FAMILY + "d", 6));
    assertEquals(List.of("e\u0301e\u0301", "e\u0301"), split("e\u0301e\u0301e\u0301", 2));
    assertEquals(List.of("聊", "天"), split("聊天", 3));
  }

  @Test
  void line_break_ends_a_row() {
    assertEquals(List.of("a", "", "b", ""), split("a\n\nb\n", 3));
    assertEquals(List.of(""), split("", 3));
    assertEquals(List.of("abc", "d"), split("abcd", 3));
    assertEquals(List.of("abc", ""), split("abc\n", 3));
  }

  /** Otherwise it would leave the row, and one long cluster could fill the screen. */
  @Test
  void cluster_wider_than_a_row_is_split() {
    assertEquals(List.of("👩\u200D👧\u200D", "👦"), split(FAMILY, 4));
    assertEquals(List.of("聊", "天"), split("聊天", 1));
  }

  private static int width(String text) {
    return ClusterColumns.withFlagWidths(new AttributedString(text)).columnLength();
  }

  private static List<String> split(String text, int columns) {
    return ClusterColumns.split(ClusterColumns.withFlagWidths(new AttributedString(text)), columns)
        .stream()
        .map(AttributedString::toString)
        .toList();
  }
}
