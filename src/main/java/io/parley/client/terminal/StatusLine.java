package io.parley.client.terminal;

import io.parley.client.Status;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The line that tells how things stand. What matters most comes first, as a narrow terminal shows
 * only the beginning.
 */
final class StatusLine {
  private static final String BETWEEN = " | ";

  private StatusLine() {}

  /**
   * The line.
   *
   * @param below how many lines are below the view
   * @param columns how wide it is, at least 1
   */
  static AttributedString of(
      Status status, List<Windows.Unread> unread, int below, AttributedStyle style, int columns) {
    List<String> parts = new ArrayList<>();
    if (below > 0) {
      parts.add("more: " + below + " (Page Down)");
    }
    status.trouble().ifPresent(parts::add);
    if (status.waiting() > 0) {
      parts.add(status.waiting() + " waiting");
    }
    parts.add(status.title());
    unread.forEach(one -> parts.add(one.room() + " " + one.count() + (one.calls() > 0 ? "!" : "")));
    status.here().ifPresent(count -> parts.add(count + " here"));
    status.lagMillis().ifPresent(millis -> parts.add("lag " + lag(millis)));
    parts.add(status.server());
    AttributedString text =
        new AttributedStringBuilder()
            .append(" " + String.join(BETWEEN, parts), style)
            .toAttributedString();
    AttributedString shown = text.columnSubSequence(0, columns);
    return new AttributedStringBuilder()
        .append(shown)
        .append(" ".repeat(Math.max(0, columns - shown.columnLength())), style)
        .toAttributedString();
  }

  private static String lag(long millis) {
    return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
  }
}
