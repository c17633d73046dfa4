package io.parley.client.terminal;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;

import io.parley.client.model.ClientStatus;
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
  private static final String SEPARATOR = " | ";

  /** What matters less is left out first; all of it stays only in the end. */
  private enum Priority {
    SERVER,
    LAG,
    COUNT,
    UNREAD,
    LOCAL,
    REQUIRED
  }

  private record Part(Priority priority, String text) {}

  private StatusLine() {}

  /**
   * The line.
   *
   * @param below how many lines are below the view
   * @param columns how wide it is, at least 1
   */
  static AttributedString format(
      ClientStatus status,
      List<RoomWindows.UnreadCount> unread,
      int below,
      AttributedStyle style,
      int columns) {
    List<Part> parts = new ArrayList<>();
    if (below > 0) {
      parts.add(new Part(Priority.REQUIRED, "more: " + below + " (Page Down)"));
    }
    status.problem().ifPresent(trouble -> parts.add(new Part(Priority.REQUIRED, trouble)));
    if (status.unsentLines() > 0) {
      parts.add(new Part(Priority.LOCAL, status.unsentLines() + " waiting"));
    }
    parts.add(new Part(Priority.REQUIRED, status.title()));
    if (status.away()) {
      parts.add(new Part(Priority.LOCAL, "away"));
    }
    for (RoomWindows.UnreadCount one : unread) {
      String calls = one.highlights() > 0 ? "!" : "";
      parts.add(new Part(Priority.UNREAD, one.room() + " " + one.count() + calls));
    }
    status.memberCount().ifPresent(count -> parts.add(new Part(Priority.COUNT, count + " here")));
    status.lagMillis().ifPresent(ms -> parts.add(new Part(Priority.LAG, "lag " + lag(ms))));
    parts.add(new Part(Priority.SERVER, status.server()));
    AttributedString text = text(parts, style);
    while (text.columnLength() > columns && dropLowestPriority(parts)) {
      text = text(parts, style);
    }
    AttributedString shown = text.columnSubSequence(0, columns);
    return new AttributedStringBuilder()
        .append(shown)
        .append(" ".repeat(Math.max(0, columns - shown.columnLength())), style)
        .toAttributedString();
  }

  private static AttributedString text(List<Part> parts, AttributedStyle style) {
    String text = " " + parts.stream().map(Part::text).collect(joining(SEPARATOR));
    return new AttributedStringBuilder().append(text, style).toAttributedString();
  }

  /** Leaves out the last of what is worth least; false if there is nothing but what must stay. */
  private static boolean dropLowestPriority(List<Part> parts) {
    Priority least =
        parts.stream().map(Part::priority).min(naturalOrder()).orElse(Priority.REQUIRED);
    for (int i = parts.size() - 1; least != Priority.REQUIRED && i >= 0; i--) {
      if (parts.get(i).priority() == least) {
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
