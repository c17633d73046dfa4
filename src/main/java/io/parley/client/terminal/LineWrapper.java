package io.parley.client.terminal;

import io.parley.client.terminal.cluster.ClusterColumns;
import io.parley.client.terminal.cluster.GraphemeClusters;
import io.parley.client.terminal.link.TextLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/**
 * Splits text into rows: between words, unless that would leave more than half a row empty.
 *
 * <p>A link that fits in a row stays whole. A longer one fills its rows up to the last column, and
 * continues in the first column without a margin, so that a terminal can find it and a selection
 * gets nothing else.
 *
 * @param columns the width of the terminal, at least 1
 * @param margin the columns before each row, except one that continues a link; leaves at least 2
 *     columns, or is 0
 */
record LineWrapper(int columns, int margin) {
  /** VARIATION SELECTOR-16: the preceding symbol is shown as an emoji. */
  private static final char EMOJI_SELECTOR = '\uFE0F';

  /**
   * A row of a text.
   *
   * @param start the index of its first character
   * @param end the index after its last character
   * @param hasMargin whether the margin precedes it
   */
  record Row(int start, int end, boolean hasMargin) {}

  /** The rows; at least one. */
  List<Row> wrap(AttributedString text, List<TextLink> links) {
    List<Row> rows = new ArrayList<>();
    int start = 0;
    while (true) {
      boolean hasMargin = linkAcross(links, start).isEmpty();
      int width = Math.max(2, hasMargin ? columns - margin : columns); // one wide character
      AttributedString rest = text.substring(start, text.length());
      if (maxWidth(rest) <= width) {
        rows.add(new Row(start, text.length(), hasMargin));
        return rows;
      }
      int end = end(rest, start, width, links);
      rows.add(new Row(start, end, hasMargin));
      boolean isSpace = end < text.length() && text.charAt(end) == ' ';
      start = isSpace && isGap(text.toString(), end) ? end + 1 : end;
    }
  }

  /** The end of the first row of the rest of a text. */
  private int end(AttributedString rest, int start, int width, List<TextLink> links) {
    int full = fittingLength(rest, width);
    Optional<TextLink> across = linkAcross(links, start + full);
    if (across.isEmpty()) {
      int space = lastSpace(rest.toString(), full);
      return start + (space > full / 2 ? space : full);
    }
    TextLink link = across.get();
    boolean fitsAlone =
        maxWidth(rest.substring(Math.max(0, link.start() - start), link.end() - start))
            <= columns - margin;
    if (link.start() <= start || !fitsAlone) {
      return start + full;
    }
    boolean followsSpace = rest.charAt(link.start() - start - 1) == ' ';
    int before = followsSpace ? link.start() - 1 : link.start();
    return before > start ? before : start + full;
  }

  /** The link that a row break at an index would split. */
  private static Optional<TextLink> linkAcross(List<TextLink> links, int index) {
    return links.stream().filter(link -> link.start() < index && index < link.end()).findFirst();
  }

  /**
   * The width of a text if each symbol takes two columns as an emoji. Terminals disagree about it.
   */
  private static int maxWidth(AttributedString text) {
    int emoji = (int) text.chars().filter(c -> c == EMOJI_SELECTOR).count();
    return text.columnLength() + emoji;
  }

  /** The length of the longest prefix that is at most {@code width} columns wide. */
  private static int fittingLength(AttributedString text, int width) {
    int columns = width;
    int length = ClusterColumns.fittingLength(text, columns);
    while (maxWidth(text.substring(0, length)) > width && columns > 2) {
      columns--;
      length = ClusterColumns.fittingLength(text, columns);
    }
    return length;
  }

  /** The last space at or before an index that is a gap; -1 if none is. */
  private static int lastSpace(String text, int index) {
    int space = text.lastIndexOf(' ', index);
    while (space >= 0 && !isGap(text, space)) {
      space = text.lastIndexOf(' ', space - 1);
    }
    return space;
  }

  /** Whether a space is not the base of an accent. */
  private static boolean isGap(String text, int space) {
    return GraphemeClusters.floor(text, space + 1) == space + 1;
  }
}
