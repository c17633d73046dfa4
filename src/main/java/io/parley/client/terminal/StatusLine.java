package io.parley.client.terminal;

import static java.util.stream.Collectors.joining;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.NumberedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Formats the status line. On a narrow terminal it leaves parts out: the server first, then the lag
 * and the number of members, then windows with unread messages but without highlights, then the own
 * state. Windows with highlights stay as long as possible. Names are shortened only after that, and
 * with a mark.
 *
 * @param status the state of the client
 * @param unread the windows with unread messages, the most important first
 * @param window the selected window, empty if its number is unknown
 * @param linesBelow the number of lines below the view
 * @param hint an answer to the last key, for a short time
 */
record StatusLine(
    ClientStatus status,
    List<RoomWindows.UnreadCount> unread,
    Optional<NumberedWindow> window,
    int linesBelow,
    Optional<String> hint) {
  private static final String SEPARATOR = " | ";
  private static final String START = " ";

  /** A shortened name keeps at least as many columns. */
  private static final int MIN_NAME_WIDTH = 8;

  /** What is left out, from nothing to everything that can be. */
  private enum Form {
    COMPLETE(3, true, true),
    WITHOUT_SERVER(2, true, true),
    WITHOUT_LAG(1, true, true),
    WITHOUT_COUNT(0, true, true),
    WITHOUT_STATE(0, false, true),
    SHORT(0, false, false);

    /** How many of the last parts are shown: the number of members, the lag, the server. */
    private final int lastParts;

    private final boolean showsState;
    private final boolean showsKeys;

    Form(int lastParts, boolean showsState, boolean showsKeys) {
      this.lastParts = lastParts;
      this.showsState = showsState;
      this.showsKeys = showsKeys;
    }

    private boolean isContent(ActivityText activity) {
      return switch (this) {
        case COMPLETE, WITHOUT_SERVER, WITHOUT_LAG -> activity.hidden() == 0;
        case WITHOUT_COUNT, WITHOUT_STATE -> activity.hiddenHighlights() == 0;
        case SHORT -> activity.hiddenHighlights() == 0 || !activity.parts().isEmpty();
      };
    }
  }

  /**
   * The line in a width.
   *
   * @param columns at least 1
   */
  AttributedString format(AttributedStyle style, Truncation truncation, int columns) {
    String text =
        Stream.of(Form.values())
            .flatMap(form -> fit(form, columns).stream())
            .findFirst()
            .orElseGet(() -> withShortNames(truncation, columns));
    String shown = truncation.truncate(text, columns);
    return new AttributedStringBuilder()
        .append(shown + " ".repeat(Math.max(0, columns - Truncation.width(shown))), style)
        .toAttributedString();
  }

  /** The line in a form; empty if the form is too wide. */
  private Optional<String> fit(Form form, int columns) {
    List<String> first = firstParts(form, title());
    List<String> last = lastParts().subList(0, Math.min(form.lastParts, lastParts().size()));
    int rest = columns - width(Stream.concat(first.stream(), last.stream()).toList());
    ActivityText activity = ActivityText.fit(unread, rest, SEPARATOR);
    String line =
        START
            + Stream.of(first, activity.all(), last)
                .flatMap(List::stream)
                .collect(joining(SEPARATOR));
    return Truncation.width(line) <= columns && form.isContent(activity)
        ? Optional.of(line)
        : Optional.empty();
  }

  /** The selected window and the most important one share what is left by everything else. */
  private String withShortNames(Truncation truncation, int columns) {
    Optional<RoomWindows.UnreadCount> important =
        unread.stream().findFirst().filter(RoomWindows.UnreadCount::isHighlighted);
    List<String> rest =
        ActivityText.fit(unread.subList(important.isPresent() ? 1 : 0, unread.size()), 0, "").all();
    int others = width(Stream.concat(firstParts(Form.SHORT, "").stream(), rest.stream()).toList());
    int shared = columns - others - important.map(any -> SEPARATOR.length()).orElse(0);
    int wanted = important.map(ActivityText::format).map(Truncation::width).orElse(0);
    int half = Math.max(MIN_NAME_WIDTH, Math.min(Truncation.width(title()), shared / 2));
    int forTitle = Math.max(half, shared - wanted);
    int forImportant = Math.max(MIN_NAME_WIDTH, shared - forTitle);
    return START
        + Stream.of(
                firstParts(Form.SHORT, truncation.truncate(title(), Math.max(1, forTitle))),
                important.stream()
                    .map(one -> ActivityText.format(one, truncation, forImportant))
                    .toList(),
                rest)
            .flatMap(List::stream)
            .collect(joining(SEPARATOR));
  }

  private String title() {
    return window.map(NumberedWindow::label).orElseGet(status::title);
  }

  private List<String> firstParts(Form form, String title) {
    List<String> parts = new ArrayList<>();
    hint.ifPresent(parts::add);
    if (linesBelow > 0) {
      parts.add("more: " + linesBelow + (form.showsKeys ? " (Page Down)" : ""));
    }
    status.problem().ifPresent(parts::add);
    if (form.showsState && status.unsentLines() > 0) {
      parts.add(status.unsentLines() + " queued");
    }
    parts.add(title);
    if (form.showsState && status.away()) {
      parts.add("away");
    }
    return parts;
  }

  private List<String> lastParts() {
    List<String> parts = new ArrayList<>();
    status.memberCount().ifPresent(count -> parts.add(count + " here"));
    status.lagMillis().ifPresent(ms -> parts.add("lag " + lag(ms)));
    parts.add(status.server());
    return parts;
  }

  private static int width(List<String> parts) {
    return START.length()
        + parts.stream().mapToInt(Truncation::width).sum()
        + Math.max(0, parts.size() - 1) * SEPARATOR.length();
  }

  private static String lag(long millis) {
    return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
  }
}
