package io.parley.client.terminal.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.terminal.cluster.ClusterColumns;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class TerminalDisplayTest {
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

  /** A terminal that joins the characters erases those that are not written again. */
  @Test
  void prefix_does_not_split_joined_characters() {
    assertEquals("a", prefix(1, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, prefix(3, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, prefix(5, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, prefix(7, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY + " ", prefix(8, "a" + FAMILY + " b"));
    assertEquals("a🇩🇪", prefix(3, "a🇩🇪🇫🇷"));
    assertEquals("a👍🏽", prefix(3, "a👍🏽b"));
    assertEquals("e\u0301", prefix(1, "e\u0301x"));
    assertEquals("e\u200D", prefix(1, "e\u200D"));
  }

  private static String prefix(int column, String row) {
    return TerminalDisplay.prefix(column, ClusterColumns.withFlagWidths(new AttributedString(row)))
        .toString();
  }
}
