package io.parley.client.terminal;

import io.parley.client.terminal.cluster.ClusterColumns;
import java.nio.charset.Charset;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Shortens text to a width, and marks that something is missing. Immutable.
 *
 * @param mark one column wide
 */
record Truncation(String mark) {
  private static final String ELLIPSIS = "\u2026";
  private static final String PLAIN = "~";

  /** The truncation for a terminal; its charset may have no ellipsis. */
  static Truncation create(Charset charset) {
    return new Truncation(charset.newEncoder().canEncode(ELLIPSIS) ? ELLIPSIS : PLAIN);
  }

  /**
   * The text, or its beginning and the mark.
   *
   * @param columns at least 1
   */
  AttributedString truncate(AttributedString text, int columns) {
    if (text.columnLength() <= columns) {
      return text;
    }
    int end = columns > 1 ? ClusterColumns.fittingLength(text, columns - 1) : 0;
    AttributedString kept = text.substring(0, end);
    return kept.columnLength() < columns // one wide character may not fit
        ? new AttributedStringBuilder()
            .append(kept)
            .append(mark, text.styleAt(end))
            .toAttributedString()
        : new AttributedString(mark, text.styleAt(0));
  }

  /** The same for text without styles. */
  String truncate(String text, int columns) {
    return truncate(new AttributedString(text), columns).toString();
  }

  /** The columns of a text. */
  static int width(String text) {
    return ClusterColumns.withFlagWidths(new AttributedString(text)).columnLength();
  }
}
