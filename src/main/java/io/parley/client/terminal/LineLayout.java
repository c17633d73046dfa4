package io.parley.client.terminal;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.render.TimeFormatter;
import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.cluster.ClusterColumns;
import io.parley.client.terminal.link.LinkedRow;
import io.parley.client.terminal.link.TextLink;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Lays a line out in rows of a terminal: its time, then the text with a coloured author. Text that
 * does not fit continues below the text, and a long link in the first column. A date precedes the
 * first line of each day, except of today at the top of the window.
 *
 * @param today the current date in the time zone of {@code times}
 * @param columns the width of the terminal, at least 1
 * @param reordersBidi whether right-to-left text is put in visual order
 * @param links whether web addresses are hyperlinks of the terminal
 */
record LineLayout(
    Palette palette,
    TimeFormatter times,
    LocalDate today,
    int columns,
    boolean reordersBidi,
    boolean links)
    implements RoomWindow.Layout {
  private static final String NO_TIME = "[" + TimeFormatter.UNKNOWN + "] ";
  private static final int TIME_WIDTH = NO_TIME.length();

  /** Rows on narrower terminals have no time. */
  private static final int MIN_WIDTH_FOR_TIMES = 3 * TIME_WIDTH;

  @Override
  public List<AttributedString> rows(DisplayLine line, Optional<DisplayLine> before) {
    Optional<LocalDate> day = line.time().flatMap(times::day);
    LocalDate shown = before.flatMap(DisplayLine::time).flatMap(times::day).orElse(today);
    if (day.isEmpty() || day.get().equals(shown)) {
      return rows(line);
    }
    String date = "-- " + TimeFormatter.date(day.get()) + " --";
    List<AttributedString> rows = new ArrayList<>();
    rows.addAll(ClusterColumns.split(new AttributedString(date, palette.past()), columns));
    rows.addAll(rows(line));
    return rows;
  }

  private List<AttributedString> rows(DisplayLine line) {
    List<TextLink> found = TextLink.findAll(line.text());
    List<TextLink> shownLinks = links ? found : List.of();
    AttributedString text = LinkedRow.mark(text(line), shownLinks);
    BidiLayout bidi = BidiLayout.create(reordersBidi, text, paragraphStarts(line));
    int margin = columns < MIN_WIDTH_FOR_TIMES ? 0 : TIME_WIDTH;
    List<AttributedString> rows = new ArrayList<>();
    for (LineWrapper.Row one : new LineWrapper(columns, margin).wrap(text, found)) {
      AttributedStringBuilder row = new AttributedStringBuilder();
      if (margin > 0 && one.hasMargin()) {
        row.append(rows.isEmpty() ? time(line) : " ".repeat(TIME_WIDTH), palette.past());
      }
      row.append(bidi.row(one.start(), one.end()));
      rows.add(LinkedRow.unmark(row.toAttributedString(), shownLinks));
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

  /** The author and the text are paragraphs with their own direction. */
  private static List<Integer> paragraphStarts(DisplayLine line) {
    return line.author()
        .map(author -> line.text().indexOf(LineText.AUTHOR_SEPARATOR, author.start()))
        .filter(separator -> separator >= 0)
        .map(separator -> List.of(separator, separator + LineText.AUTHOR_SEPARATOR.length()))
        .orElse(List.of());
  }
}
