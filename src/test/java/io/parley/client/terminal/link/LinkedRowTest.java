package io.parley.client.terminal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class LinkedRowTest {
  private static final String TEXT = "see https://a.example/x and http://b.example";
  private static final List<TextLink> LINKS = TextLink.findAll(TEXT);
  private static final String ID_A = Integer.toHexString("https://a.example/x".hashCode());
  private static final String ID_B = Integer.toHexString("http://b.example".hashCode());

  @Test
  void prints_each_link_as_hyperlink() throws Exception {
    assertEquals(
        "see \\e]8;id="
            + ID_A
            + ";https://a.example/x\\e\\https://a.example/x\\e]8;;\\e\\ and "
            + "\\e]8;id="
            + ID_B
            + ";http://b.example\\e\\http://b.example\\e]8;;\\e\\",
        printed(row(TEXT, AttributedStyle.DEFAULT)));
  }

  /** A part of a row is printed when something before it has changed. */
  @Test
  void part_of_row_keeps_its_part_of_link() throws Exception {
    AttributedString part = row(TEXT, AttributedStyle.DEFAULT).substring(17, 28);

    assertEquals("mple/x and ", part.toString());
    assertEquals(
        "\\e]8;id=" + ID_A + ";https://a.example/x\\e\\mple/x\\e]8;;\\e\\ and ", printed(part));
    assertEquals(
        AttributedString.class, row(TEXT, AttributedStyle.DEFAULT).substring(0, 4).getClass());
  }

  @Test
  void styles_stay_around_links() throws Exception {
    assertEquals(
        "\\e[1msee \\e[0m\\e]8;id="
            + ID_A
            + ";https://a.example/x\\e\\\\e[1mhttps://a.example/x\\e[0m\\e]8;;\\e\\\\e[1m.\\e[0m",
        printed(row("see https://a.example/x.", AttributedStyle.DEFAULT.bold())));
  }

  @Test
  void marks_survive_cutting_and_are_removed() {
    AttributedString marked =
        LinkedRow.mark(new AttributedString(TEXT, AttributedStyle.DEFAULT.faint()), LINKS);
    AttributedString moved =
        new AttributedStringBuilder()
            .append("[12:00] ")
            .append(marked.substring(10, TEXT.length()))
            .append(marked.substring(0, 10))
            .toAttributedString();

    AttributedString row = LinkedRow.unmark(moved, LINKS);

    assertEquals("[12:00] " + TEXT.substring(10) + TEXT.substring(0, 10), row.toString());
    assertEquals(AttributedStyle.DEFAULT, row.styleAt(0));
    for (int i = 8; i < row.length(); i++) {
      assertEquals(AttributedStyle.DEFAULT.faint(), row.styleAt(i));
    }
  }

  @Test
  void text_without_links_is_left_alone() {
    AttributedString plain = new AttributedString("hello");

    assertSame(plain, LinkedRow.mark(plain, List.of()));
    assertSame(plain, LinkedRow.unmark(plain, List.of()));
  }

  @Test
  void rows_with_other_targets_differ() {
    AttributedString text = new AttributedString("part");
    TextLink one = new TextLink(0, 4, "https://a.example/part");
    TextLink other = new TextLink(0, 4, "https://b.example/part");

    assertEquals(unmarked(text, one), unmarked(text, one));
    assertNotEquals(unmarked(text, one), unmarked(text, other));
    assertNotEquals(unmarked(text, one), text);
  }

  private static AttributedString unmarked(AttributedString text, TextLink link) {
    return LinkedRow.unmark(LinkedRow.mark(text, List.of(link)), List.of(link));
  }

  private static AttributedString row(String text, AttributedStyle style) {
    List<TextLink> links = TextLink.findAll(text);
    return LinkedRow.unmark(LinkedRow.mark(new AttributedString(text, style), links), links);
  }

  private static String printed(AttributedString row) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .provider("exec")
            .streams(new ByteArrayInputStream(new byte[0]), written)
            .type("xterm")
            .encoding(UTF_8)
            .build()) {
      row.print(terminal);
      terminal.flush();
    }
    return written.toString(UTF_8).replace("\u001b", "\\e");
  }
}
