package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class TerminalDisplayTest {
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

  /** A terminal that joins them would lose the others where it is written less than all of them. */
  @Test
  void what_is_joined_is_written_as_a_whole() {
    assertEquals("a", upTo(1, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, upTo(3, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, upTo(5, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY, upTo(7, "a" + FAMILY + " b"));
    assertEquals("a" + FAMILY + " ", upTo(8, "a" + FAMILY + " b"));
    assertEquals("e\u0301", upTo(1, "e\u0301x"));
    assertEquals("e\u200D", upTo(1, "e\u200D"));
  }

  private static String upTo(int column, String row) {
    return TerminalDisplay.prefix(column, new AttributedString(row)).toString();
  }
}
