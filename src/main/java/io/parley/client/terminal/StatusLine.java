package io.parley.client.terminal;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;

import io.parley.client.model.ClientStatus;
import io.parley.client.terminal.cluster.ClusterColumns;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Formats the status line. On a narrow terminal it omits the parts of the lowest priority first,
 * and cuts the rest only after that.
 */
final class StatusLine {
  private static final String SEPARATOR = " | ";

  /** From the lowest; a part of the lowest priority is omitted first. */
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
   * Formats the line.
   *
   * @param linesBelow the number of lines below the view
   * @param columns the width of the line, at lowest 1
   */
  static AttributedString format(
      ClientStatus status,
      List<RoomWindows.UnreadCount> unread,
      int linesBelow,
      AttributedStyle style,
      int columns) {
    List<Part> parts = new ArrayList<>();
    if (linesBelow > 0) {
      parts.add(new Part(Priority.REQUIRED, "more: " + linesBelow + " (Page Down)"));
    }
    status.problem().ifPresent(problem -> parts.add(new Part(Priority.REQUIRED, problem)));
    if (status.unsentLines() > 0) {
      parts.add(new Part(Priority.LOCAL, status.unsentLines() + " queued"));
    }
    parts.add(new Part(Priority.REQUIRED, status.title()));
    if (status.away()) {
      parts.add(new Part(Priority.LOCAL, "away"));
    }
    for (RoomWindows.UnreadCount one : unread) {
      String mark = one.highlights() > 0 ? "!" : "";
      parts.add(new Part(Priority.UNREAD, one.room() + " " + one.count() + mark));
    }
    status.memberCount().ifPresent(count -> parts.add(new Part(Priority.COUNT, count + " here")));
    status.lagMillis().ifPresent(ms -> parts.add(new Part(Priority.LAG, "lag " + lag(ms))));
    parts.add(new Part(Priority.SERVER, status.server()));
    AttributedString text = text(parts, style);
    while (text.columnLength() > columns && dropLowestPriority(parts)) {
      text = text(parts, style);
    }
    AttributedString shown = text.substring(0, ClusterColumns.fittingLength(text, columns));
    return new AttributedStringBuilder()
        .append(shown)
        .append(" ".repeat(Math.max(0, columns - shown.columnLength())), style)
        .toAttributedString();
  }

  private static AttributedString text(List<Part> parts, AttributedStyle style) {
    String text = " " + parts.stream().map(Part::text).collect(joining(SEPARATOR));
    return new AttributedStringBuilder().append(text, style).toAttributedString();
  }

  /** Omits the last part of the lowest priority; false if only required parts are left. */
  private static boolean dropLowestPriority(List<Part> parts) {
    Priority lowest =
        parts.stream().map(Part::priority).min(naturalOrder()).orElse(Priority.REQUIRED);
    for (int i = parts.size() - 1; lowest != Priority.REQUIRED && i >= 0; i--) {
      if (parts.get(i).priority() == lowest) {
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
