package io.parley.client.terminal;

import io.parley.client.model.ClientStatus;
import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.cluster.ClusterColumns;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The top line of a window: its name, and the topic or the away note if it is known. The line is
 * there without them, so that the window does not jump. Guarded by the {@link
 * io.parley.client.terminal.jline.ScreenLock}.
 */
final class TopicLine {
  private static final String START = " ";
  private static final String SEPARATOR = ": ";

  private final AttributedStyle style;
  private final Truncation truncation;
  private final boolean reordersBidi;

  /** What is drawn, and its row: a key press seldom changes it. */
  private record Drawn(String title, String heading, int columns, AttributedString row) {}

  private Drawn last = new Drawn("", "", 0, AttributedString.EMPTY);

  TopicLine(AttributedStyle style, Truncation truncation, boolean reordersBidi) {
    this.style = style;
    this.truncation = truncation;
    this.reordersBidi = reordersBidi;
  }

  /**
   * The line in a width.
   *
   * @param columns at least 1
   */
  AttributedString format(ClientStatus status, int columns) {
    String title = status.title();
    String heading = status.heading().orElse("");
    if (!last.title().equals(title)
        || !last.heading().equals(heading)
        || last.columns() != columns) {
      last = new Drawn(title, heading, columns, row(title, heading, columns));
    }
    return last.row();
  }

  private AttributedString row(String title, String heading, int columns) {
    String before = START + title + (heading.isEmpty() ? "" : SEPARATOR);
    AttributedString text =
        truncation.truncate(
            ClusterColumns.withFlagWidths(new AttributedString(before + heading, style)), columns);
    List<Integer> paragraphs =
        before.length() < text.length() ? List.of(before.length()) : List.of();
    AttributedString row = BidiLayout.create(reordersBidi, text, paragraphs).row(0, text.length());
    return new AttributedStringBuilder()
        .append(row)
        .append(" ".repeat(Math.max(0, columns - row.columnLength())), style)
        .toAttributedString();
  }
}
