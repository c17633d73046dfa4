package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import io.parley.client.terminal.bidi.BidiLayout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A line as rows of a terminal: its time, then the text with its author in their colour. What does
 * not fit goes on below the text, and not below the time. A day begins with its date, but for today
 * where nothing is older.
 *
 * @param zone of the times
 * @param today in that zone
 * @param columns how wide the terminal is, at least 1
 * @param reordersBidi whether it gets in order what is read from right to left
 */
record LineLayout(Palette palette, ZoneId zone, LocalDate today, int columns, boolean reordersBidi)
    implements RoomWindow.Layout {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'['HH:mm'] '", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'--' EEEE, d MMMM uuuu '--'", Locale.ENGLISH);
  private static final String NO_TIME = "[--:--] ";
  private static final int TIME_WIDTH = NO_TIME.length();

  /** Between an author and their words. */
  private static final String AUTHOR_SEPARATOR = ": ";

  /** VARIATION SELECTOR-16: what is before it is shown as an emoji. */
  private static final char EMOJI_SELECTOR = '\uFE0F';

  /** On a narrower terminal times would take more than they give. */
  private static final int MIN_WIDTH_FOR_TIMES = 3 * TIME_WIDTH;

  @Override
  public List<AttributedString> rows(DisplayLine line, Optional<DisplayLine> before) {
    Optional<LocalDate> day = line.time().map(this::day);
    LocalDate shown = before.flatMap(DisplayLine::time).map(this::day).orElse(today);
    if (day.isEmpty() || day.get().equals(shown)) {
      return rows(line);
    }
    List<AttributedString> rows = new ArrayList<>();
    rows.addAll(
        split(new AttributedString(DATE.format(day.get()), palette.past()), List.of(), columns));
    rows.addAll(rows(line));
    return rows;
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  private List<AttributedString> rows(DisplayLine line) {
    AttributedString text = text(line);
    if (columns < MIN_WIDTH_FOR_TIMES) {
      return split(text, directionBoundaries(line), columns);
    }
    List<AttributedString> rows = new ArrayList<>();
    for (AttributedString part : split(text, directionBoundaries(line), columns - TIME_WIDTH)) {
      AttributedStringBuilder row = new AttributedStringBuilder();
      String margin = rows.isEmpty() ? time(line) : " ".repeat(TIME_WIDTH);
      row.append(margin, palette.past());
      rows.add(row.append(part).toAttributedString());
    }
    return rows;
  }

  private AttributedString text(DisplayLine line) {
    AttributedStyle style = style(line);
    String text = line.text();
    AttributedStringBuilder styled = new AttributedStringBuilder();
    int start = authorIndex(line);
    if (start < 0 || line.isPast()) {
      return styled.append(text, style).toAttributedString();
    }
    String author = line.author().orElseThrow();
    AttributedStyle colour = palette.nickname(author);
    return styled
        .append(text.substring(0, start), style)
        .append(author, line.highlight() == DisplayLine.Highlight.NONE ? colour : colour.bold())
        .append(text.substring(start + author.length()), style)
        .toAttributedString();
  }

  private AttributedStyle style(DisplayLine line) {
    if (line.isPast()) {
      return palette.past();
    }
    return line.highlight() == DisplayLine.Highlight.NONE
        ? AttributedStyle.DEFAULT
        : palette.marked();
  }

  private String time(DisplayLine line) {
    return line.time().map(this::time).orElse(NO_TIME);
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  /** Between words, unless a word would leave more than half a row empty. */
  private List<AttributedString> split(AttributedString text, List<Integer> cuts, int columns) {
    int width = Math.max(columns, 2); // a wide character
    BidiLayout order = BidiLayout.create(reordersBidi, text, cuts);
    List<AttributedString> rows = new ArrayList<>();
    int start = 0;
    AttributedString rest = text;
    while (maxWidth(rest) > width) {
      int end = fittingLength(rest, width);
      int space = rest.toString().lastIndexOf(' ', end);
      int cut = space > end / 2 ? space : end;
      rows.add(order.row(start, start + cut));
      start += cut == space ? cut + 1 : cut;
      rest = text.substring(start, text.length());
    }
    rows.add(order.row(start, text.length()));
    return rows;
  }

  /**
   * How many columns it takes where a symbol is as wide as its emoji, which terminals disagree on.
   */
  private static int maxWidth(AttributedString text) {
    int emoji = (int) text.chars().filter(c -> c == EMOJI_SELECTOR).count();
    return text.columnLength() + emoji;
  }

  /** How much of it takes no more than so many columns. */
  private static int fittingLength(AttributedString text, int width) {
    int columns = width;
    AttributedString row = text.columnSubSequence(0, columns);
    while (maxWidth(row) > width && columns > 2) {
      columns--;
      row = text.columnSubSequence(0, columns);
    }
    return row.length();
  }

  /** Who says something, and what they say, have each a direction of their own. */
  private static List<Integer> directionBoundaries(DisplayLine line) {
    int author = authorIndex(line);
    int said = author < 0 ? -1 : line.text().indexOf(AUTHOR_SEPARATOR, author);
    return said < 0 ? List.of() : List.of(said, said + AUTHOR_SEPARATOR.length());
  }

  /** Where the author is named; negative where nobody is. */
  private static int authorIndex(DisplayLine line) {
    return line.author().map(line.text()::indexOf).orElse(-1);
  }
}
