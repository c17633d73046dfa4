package io.parley.client.terminal.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The columns of text that is never split inside a grapheme cluster.
 *
 * <p>A flag (two regional indicators) takes two columns in every terminal. All other clusters have
 * the sum of the widths of their code points, as in terminals that know no clusters: terminals that
 * do know them need fewer columns, so that a row fits in both.
 */
public final class ClusterColumns {
  private static final int REGIONAL_INDICATOR_A = 0x1F1E6;
  private static final int REGIONAL_INDICATOR_Z = 0x1F1FF;

  private ClusterColumns() {}

  /** Whether a code point is half of a flag. */
  public static boolean isRegionalIndicator(int codePoint) {
    return codePoint >= REGIONAL_INDICATOR_A && codePoint <= REGIONAL_INDICATOR_Z;
  }

  /**
   * The text with the second half of each flag marked as hidden, for which JLine counts no column.
   */
  public static AttributedString withFlagWidths(AttributedString text) {
    if (text.codePoints().noneMatch(ClusterColumns::isRegionalIndicator)) {
      return text;
    }
    AttributedStringBuilder marked = new AttributedStringBuilder(text.length());
    boolean secondHalf = false;
    int end;
    for (int i = 0; i < text.length(); i = end) {
      int codePoint = text.codePointAt(i);
      end = i + Character.charCount(codePoint);
      boolean isHalf = isRegionalIndicator(codePoint);
      String character = Character.toString(codePoint);
      marked.append(
          character,
          isHalf && secondHalf ? text.styleAt(i).hidden() : text.styleAt(i).hiddenDefault());
      secondHalf = isHalf && !secondHalf;
    }
    return marked.toAttributedString();
  }

  /**
   * The length of the longest prefix of whole clusters that fits in a row. If the first cluster is
   * wider than a row, it is split between code points; the result is at least one of these.
   *
   * @param columns the width of the row, at least 1
   */
  public static int fittingLength(AttributedString text, int columns) {
    int fitting = text.columnSubSequence(0, columns).length();
    String plain = text.toString();
    int next = GraphemeClusters.ceil(plain, fitting);
    if (next > fitting && text.substring(0, next).columnLength() <= columns) {
      return next; // the rest of the cluster takes no column
    }
    int whole = GraphemeClusters.floor(plain, fitting);
    int least = text.length() == 0 ? 0 : plain.offsetByCodePoints(0, 1);
    return Math.max(whole > 0 ? whole : fitting, least);
  }

  /**
   * Splits text into rows at its line breaks, and where a row is full.
   *
   * @param columns the width of a row, at least 1
   * @return at least one row; without the line breaks
   */
  public static List<AttributedString> split(AttributedString text, int columns) {
    List<AttributedString> rows = new ArrayList<>();
    String plain = text.toString();
    int start = 0;
    while (true) {
      int newline = plain.indexOf('\n', start);
      int end = newline < 0 ? plain.length() : newline;
      AttributedString rest = text.substring(start, end);
      int length = fittingLength(rest, columns);
      while (length < rest.length()) {
        rows.add(rest.substring(0, length));
        rest = rest.substring(length, rest.length());
        length = fittingLength(rest, columns);
      }
      rows.add(rest);
      if (newline < 0) {
        return rows;
      }
      start = newline + 1;
    }
  }
}
