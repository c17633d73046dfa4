package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.render.TimeFormatter;
import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.cluster.ClusterColumns;
import io.parley.client.terminal.cluster.GraphemeClusters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Lays a line out in rows of a terminal: its time, then the text with a coloured author. Text that
 * does not fit continues below the text. A date precedes the first line of each day, except of
 * today at the top of the window.
 *
 * @param today the current date in the time zone of {@code times}
 * @param columns the width of the terminal, at least 1
 * @param reordersBidi whether right-to-left text is put in visual order
 */
record LineLayout(
    Palette palette, TimeFormatter times, LocalDate today, int columns, boolean reordersBidi)
    implements RoomWindow.Layout {
  private static final String NO_TIME = "[" + TimeFormatter.UNKNOWN + "] ";
  private static final int TIME_WIDTH = NO_TIME.length();

  /** Separates the author from the text. */
  private static final String AUTHOR_SEPARATOR = ": ";

  /** VARIATION SELECTOR-16: the preceding symbol is shown as an emoji. */
  private static final char EMOJI_SELECTOR = '\uFE0F';

  /** Rows on narrower terminals have no time. */
  private static final int MIN_WIDTH_FOR_TIMES = 3 * TIME_WIDTH;

  @Override
  public List<AttributedString> rows(DisplayLine line, Optional<DisplayLine> before) {
    Optional<LocalDate> day = line.time().flatMap(times::day);
    LocalDate shown = before.flatMap(DisplayLine::time).flatMap(times::day).orElse(today);
    if (day.isEmpty() || day.get().equals(shown)) {
      return rows(line);
    }
    List<AttributedString> rows = new ArrayList<>();
    String date = "-- " + TimeFormatter.date(day.get()) + " --";
    rows.addAll(split(new AttributedString(date, palette.past()), List.of(), columns));
    rows.addAll(rows(line));
    return rows;
  }

  private List<AttributedString> rows(DisplayLine line) {
    AttributedString text = text(line);
    if (columns < MIN_WIDTH_FOR_TIMES) {
      return split(text, paragraphStarts(line), columns);
    }
    List<AttributedString> rows = new ArrayList<>();
    for (AttributedString part : split(text, paragraphStarts(line), columns - TIME_WIDTH)) {
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
    if (line.author().isEmpty() || line.isPast()) {
      return ClusterColumns.withFlagWidths(styled.append(text, style).toAttributedString());
    }
    LineText.Author author = line.author().get();
    AttributedStyle colour = palette.nickname(author.nickname().value());
    styled
        .append(text.substring(0, author.start()), style)
        .append(
            text.substring(author.start(), author.end()),
            line.highlight() == DisplayLine.Highlight.NONE ? colour : colour.bold())
        .append(text.substring(author.end()), style);
    return ClusterColumns.withFlagWidths(styled.toAttributedString());
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
    return line.time().map(time -> "[" + times.time(time) + "] ").orElse(NO_TIME);
  }

  /** Splits between words, unless that would leave more than half a row empty. */
  private List<AttributedString> split(
      AttributedString text, List<Integer> paragraphStarts, int columns) {
    int width = Math.max(columns, 2); // one wide character has to fit
    BidiLayout bidi = BidiLayout.create(reordersBidi, text, paragraphStarts);
    List<AttributedString> rows = new ArrayList<>();
    int start = 0;
    AttributedString rest = text;
    while (maxWidth(rest) > width) {
      int end = fittingLength(rest, width);
      int space = lastSpace(rest.toString(), end);
      int cut = space > end / 2 ? space : end;
      rows.add(bidi.row(start, start + cut));
      start += cut == space ? cut + 1 : cut;
      rest = text.substring(start, text.length());
    }
    rows.add(bidi.row(start, text.length()));
    return rows;
  }

  /**
   * The width of a text if each symbol takes two columns as an emoji. Terminals disagree about it.
   */
  private static int maxWidth(AttributedString text) {
    int emoji = (int) text.chars().filter(c -> c == EMOJI_SELECTOR).count();
    return text.columnLength() + emoji;
  }

  /** The length of the longest prefix that is at most {@code width} columns wide. */
  private static int fittingLength(AttributedString text, int width) {
    int columns = width;
    int length = ClusterColumns.fittingLength(text, columns);
    while (maxWidth(text.substring(0, length)) > width && columns > 2) {
      columns--;
      length = ClusterColumns.fittingLength(text, columns);
    }
    return length;
  }

  /** The last space at or before an index that is not the base of an accent; -1 if none is. */
  private static int lastSpace(String text, int index) {
    int space = text.lastIndexOf(' ', index);
    while (space >= 0 && GraphemeClusters.floor(text, space + 1) != space + 1) {
      space = text.lastIndexOf(' ', space - 1);
    }
    return space;
  }

  /** The author and the text are paragraphs with their own direction. */
  private static List<Integer> paragraphStarts(DisplayLine line) {
    return line.author()
        .map(author -> line.text().indexOf(AUTHOR_SEPARATOR, author.start()))
        .filter(separator -> separator >= 0)
        .map(separator -> List.of(separator, separator + AUTHOR_SEPARATOR.length()))
        .orElse(List.of());
  }
}
