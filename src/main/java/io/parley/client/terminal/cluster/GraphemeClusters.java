package io.parley.client.terminal.cluster;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;

/**
 * The boundaries of extended grapheme clusters (UAX #29) in a text: a flag, a letter with its
 * accents, or a family of joined emoji is one cluster. Java's own iterator follows an older version
 * of Unicode. Indexes count chars.
 */
public final class GraphemeClusters {
  /** Below it, only the pair CR LF is a cluster of several chars. */
  private static final char FIRST_EXTENDING = '\u0300';

  private GraphemeClusters() {}

  /** The last boundary at or before an index. */
  public static int floor(String text, int index) {
    if (index <= 0 || index >= text.length() || isSimple(text)) {
      return index;
    }
    BreakIterator clusters = clusters(text);
    return clusters.isBoundary(index) ? index : clusters.preceding(index);
  }

  /** The first boundary at or after an index. */
  public static int ceil(String text, int index) {
    if (index <= 0 || index >= text.length() || isSimple(text)) {
      return index;
    }
    BreakIterator clusters = clusters(text);
    return clusters.isBoundary(index) ? index : clusters.following(index);
  }

  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_EXTENDING || text.charAt(i) == '\r') {
        return false;
      }
    }
    return true;
  }

  private static BreakIterator clusters(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return clusters;
  }
}
