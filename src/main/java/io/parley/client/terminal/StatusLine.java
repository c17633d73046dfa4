package io.parley.client.terminal;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;

import io.parley.client.Status;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The line that tells how things stand. On a narrow terminal what matters least is left out, and
 * nothing is cut before that.
 */
final class StatusLine {
  private static final String BETWEEN = " | ";

  /** What matters less is left out first; all of it stays only in the end. */
  private enum Worth {
    SERVER,
    LAG,
    COUNT,
    UNREAD,
    OWN,
    ALL
  }

  private record Part(Worth worth, String text) {}

  private StatusLine() {}

  /**
   * The line.
   *
   * @param below how many lines are below the view
   * @param columns how wide it is, at least 1
   */
  static AttributedString of(
      Status status, List<Windows.Unread> unread, int below, AttributedStyle style, int columns) {
    List<Part> parts = new ArrayList<>();
    if (below > 0) {
      parts.add(new Part(Worth.ALL, "more: " + below + " (Page Down)"));
    }
    status.trouble().ifPresent(trouble -> parts.add(new Part(Worth.ALL, trouble)));
    if (status.waiting() > 0) {
      parts.add(new Part(Worth.OWN, status.waiting() + " waiting"));
    }
    parts.add(new Part(Worth.ALL, status.title()));
    if (status.away()) {
      parts.add(new Part(Worth.OWN, "away"));
    }
    for (Windows.Unread one : unread) {
      String calls = one.calls() > 0 ? "!" : "";
      parts.add(new Part(Worth.UNREAD, one.room() + " " + one.count() + calls));
    }
    status.here().ifPresent(count -> parts.add(new Part(Worth.COUNT, count + " here")));
    status.lagMillis().ifPresent(ms -> parts.add(new Part(Worth.LAG, "lag " + lag(ms))));
    parts.add(new Part(Worth.SERVER, status.server()));
    AttributedString text = text(parts, style);
    while (text.columnLength() > columns && dropLeast(parts)) {
      text = text(parts, style);
    }
    AttributedString shown = text.columnSubSequence(0, columns);
    return new AttributedStringBuilder()
        .append(shown)
        .append(" ".repeat(Math.max(0, columns - shown.columnLength())), style)
        .toAttributedString();
  }

  private static AttributedString text(List<Part> parts, AttributedStyle style) {
    String text = " " + parts.stream().map(Part::text).collect(joining(BETWEEN));
    return new AttributedStringBuilder().append(text, style).toAttributedString();
  }

  /** Leaves out the last of what is worth least; false if there is nothing but what must stay. */
  private static boolean dropLeast(List<Part> parts) {
    Worth least = parts.stream().map(Part::worth).min(naturalOrder()).orElse(Worth.ALL);
    for (int i = parts.size() - 1; least != Worth.ALL && i >= 0; i--) {
      if (parts.get(i).worth() == least) {
        parts.remove(i);
        return true;
      }
    }
    return false;
  }

  private static String lag(long millis) {
    return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
  }
}
