package io.parley.client.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows with unread messages as parts of the status line, as many as fit: {@code 3:@amy 1!},
 * {@code 2:#garden 5}, and {@code +4} for the others; {@code +4!} if they have highlights.
 *
 * @param parts what is shown, the most important first
 * @param hidden how many windows have no part of their own
 * @param hiddenHighlights how many of these have highlights
 */
record ActivityText(List<String> parts, int hidden, int hiddenHighlights) {
  private static final String HIGHLIGHT_MARK = "!";

  /**
   * Takes the first windows, as many as fit in a width.
   *
   * @param unread the most important first
   * @param columns the width; parts are separated by {@code separator}, which precedes the first
   */
  static ActivityText fit(List<RoomWindows.UnreadCount> unread, int columns, String separator) {
    List<String> parts = new ArrayList<>();
    int left = columns;
    for (RoomWindows.UnreadCount one : unread) {
      String part = format(one);
      left -= separator.length() + Truncation.width(part);
      ActivityText others = hide(unread.subList(parts.size() + 1, unread.size()));
      int othersWidth =
          others.all().stream().mapToInt(rest -> separator.length() + rest.length()).sum();
      if (left < othersWidth) {
        break;
      }
      parts.add(part);
    }
    ActivityText others = hide(unread.subList(parts.size(), unread.size()));
    return new ActivityText(parts, others.hidden(), others.hiddenHighlights());
  }

  /** No window has a part of its own. Highlights precede all others. */
  private static ActivityText hide(List<RoomWindows.UnreadCount> unread) {
    int highlights =
        (int) unread.stream().takeWhile(RoomWindows.UnreadCount::isHighlighted).count();
    return new ActivityText(List.of(), unread.size(), highlights);
  }

  /** A window with its unread count. */
  static String format(RoomWindows.UnreadCount one) {
    return one.window().label() + count(one);
  }

  /** The same with a name that is shortened to a width. */
  static String format(RoomWindows.UnreadCount one, Truncation truncation, int columns) {
    int forLabel = Math.max(1, columns - count(one).length());
    return truncation.truncate(one.window().label(), forLabel) + count(one);
  }

  private static String count(RoomWindows.UnreadCount one) {
    return " " + one.count() + (one.isHighlighted() ? HIGHLIGHT_MARK : "");
  }

  /** All parts, also that for the windows without one. */
  List<String> all() {
    List<String> all = new ArrayList<>(parts);
    if (hidden > 0) {
      all.add(rest(hidden, hiddenHighlights));
    }
    return all;
  }

  private static String rest(int hidden, int highlights) {
    return "+" + hidden + (highlights > 0 ? HIGHLIGHT_MARK : "");
  }
}
