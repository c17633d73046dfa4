package io.parley.client.terminal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * A row of the screen with links, which it prints as hyperlinks (OSC 8). JLine's styles have none,
 * so the row keeps them beside its styles. All parts of a link have one id, so that the terminal
 * takes the rows of a long link for one.
 *
 * @see <a href="https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda">Hyperlinks in
 *     terminal emulators</a>
 */
public final class LinkedRow extends AttributedString {
  private static final String BEGIN = "\u001b]8;id=";
  private static final String BEGIN_TARGET = ";";
  private static final String STRING_END = "\u001b\\";
  private static final String END = "\u001b]8;;" + STRING_END;

  /** By start; they do not overlap. */
  private final List<TextLink> links;

  private LinkedRow(AttributedString row, List<TextLink> links) {
    super(row);
    this.links = links;
  }

  /** The row with links at indexes of the row; the row itself if there are none. */
  private static AttributedString of(AttributedString row, List<TextLink> links) {
    return links.isEmpty() ? row : new LinkedRow(row, links);
  }

  /**
   * A row of a text with marked links.
   *
   * @param row a part of a text with the marks of {@link #mark}, in any order
   * @param all the links of the text
   */
  public static AttributedString unmark(AttributedString row, List<TextLink> all) {
    if (all.isEmpty()) {
      return row;
    }
    AttributedStringBuilder plain = new AttributedStringBuilder(row.length());
    List<TextLink> links = new ArrayList<>();
    int end;
    for (int start = 0; start < row.length(); start = end) {
      end = row.runLimit(start);
      AttributedStyle style = row.styleAt(start);
      plain.append(row.subSequence(start, end).toString(), LinkMark.clear(style));
      int index = LinkMark.index(style);
      if (index >= 0) {
        links.add(new TextLink(start, end, all.get(index).target()));
      }
    }
    return of(plain.toAttributedString(), links);
  }

  /** A text whose links are marked, so that they can be found in its rows. */
  public static AttributedString mark(AttributedString text, List<TextLink> links) {
    if (links.isEmpty()) {
      return text;
    }
    AttributedStringBuilder marked = new AttributedStringBuilder(text.length());
    int next = 0;
    for (int i = 0; i < links.size(); i++) {
      TextLink link = links.get(i);
      marked.append(text, next, link.start());
      for (int at = link.start(); at < link.end(); at++) {
        marked.append(String.valueOf(text.charAt(at)), LinkMark.set(text.styleAt(at), i));
      }
      next = link.end();
    }
    return marked.append(text, next, text.length()).toAttributedString();
  }

  @Override
  public AttributedString subSequence(int start, int end) {
    List<TextLink> parts = new ArrayList<>();
    for (TextLink link : links) {
      int from = Math.max(start, link.start());
      int to = Math.min(end, link.end());
      if (from < to) {
        parts.add(new TextLink(from - start, to - start, link.target()));
      }
    }
    return of(super.subSequence(start, end), parts);
  }

  @Override
  public void print(Terminal terminal) {
    int next = 0;
    for (TextLink link : links) {
      super.subSequence(next, link.start()).print(terminal);
      String id = Integer.toHexString(link.target().hashCode());
      terminal.writer().write(BEGIN + id + BEGIN_TARGET + link.target() + STRING_END);
      super.subSequence(link.start(), link.end()).print(terminal);
      terminal.writer().write(END);
      next = link.end();
    }
    super.subSequence(next, length()).print(terminal);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other) && other instanceof LinkedRow row && links.equals(row.links);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), links);
  }
}
