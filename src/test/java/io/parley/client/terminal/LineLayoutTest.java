package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.render.TimeFormatter;
import io.parley.protocol.Nickname;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class LineLayoutTest {
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

  private static final TimeFormatter TIMES =
      new TimeFormatter(
          Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC));

  private static final DisplayLine LINE =
      DisplayLine.live(LineText.authored("", LESLIE, ": Hi"))
          .withTime(Instant.parse("2026-03-04T10:42:00Z"));

  @Test
  void row_starts_with_time() throws Exception {
    assertEquals(List.of("[10:42] leslie: Hi"), rows(LINE, 80));
    assertEquals(List.of("[--:--] *** somebody"), rows(DisplayLine.notice("somebody"), 80));
  }

  @Test
  void first_line_of_day_is_preceded_by_date() throws Exception {
    LineLayout layout = layout("xterm-256color", true);
    DisplayLine yesterday = LINE.withTime(Instant.parse("2026-03-03T23:59:59Z"));
    DisplayLine early = LINE.withTime(Instant.parse("2026-03-03T00:00:00Z"));

    assertEquals(
        List.of("-- Tuesday, 3 March 2026 --", "[23:59] leslie: Hi"),
        text(layout.rows(yesterday, Optional.empty())));
    assertEquals(List.of("[23:59] leslie: Hi"), text(layout.rows(yesterday, Optional.of(early))));
    assertEquals(
        List.of("-- Wednesday, 4 March 2026 --", "[10:42] leslie: Hi"),
        text(layout.rows(LINE, Optional.of(yesterday))));
    assertEquals(
        List.of("[--:--] *** pat"),
        text(layout.rows(DisplayLine.notice("pat"), Optional.of(yesterday))));
  }

  private static List<String> text(List<AttributedString> rows) {
    return rows.stream().map(AttributedString::toString).toList();
  }

  @Test
  void wraps_below_text() throws Exception {
    DisplayLine longer =
        DisplayLine.live(LineText.authored("", LESLIE, ": 0123456789 0123456789"))
            .withTime(LINE.time().orElseThrow());

    assertEquals(List.of("[10:42] leslie: 01234567", "        89 0123456789"), rows(longer, 24));
  }

  @Test
  void omits_time_on_narrow_terminal() throws Exception {
    assertEquals(List.of("leslie:", "Hi"), rows(LINE, 7));
    assertEquals(List.of("le", "sl", "ie", ": ", "Hi"), rows(LINE, 1));
  }

  @Test
  void does_not_split_wide_or_combined_characters() throws Exception {
    assertEquals(List.of("[--:--] 聊天聊天聊天聊天", "        聊"), rows(DisplayLine.live("聊天聊天聊天聊天聊"), 25));
    assertEquals(
        List.of("[--:--] e\u0301e\u0301e\u0301"),
        rows(DisplayLine.live("e\u0301e\u0301e\u0301"), 24));
    assertEquals(List.of("[--:--] םלוע םולש"), rows(DisplayLine.live("שלום עולם"), 24));
  }

  @Test
  void symbol_with_emoji_selector_counts_as_two_columns() throws Exception {
    String hearts = "❤\uFE0F".repeat(9);

    assertEquals(
        List.of("[--:--] " + "❤\uFE0F".repeat(8), "        ❤\uFE0F"),
        rows(DisplayLine.live(hearts), 24));
  }

  @Test
  void flags_stay_whole() throws Exception {
    String flags = "🇩🇪🇫🇷🇮🇹🇪🇸".repeat(4);

    for (int columns = 24; columns <= 40; columns++) {
      List<String> rows = rows(DisplayLine.live(flags), columns);
      int perRow = (columns - 8) / 2;
      assertEquals("[--:--] " + flags.substring(0, 4 * perRow), rows.get(0));
      assertEquals(flags, String.join("", rows.stream().map(row -> row.substring(8)).toList()));
      assertTrue(rows.stream().allMatch(row -> (row.length() - 8) % 4 == 0), rows::toString);
    }
  }

  @Test
  void joined_emoji_stay_whole_and_accented_space_is_no_gap() throws Exception {
    String family = "👩\u200D👧\u200D👦";
    assertEquals(
        List.of("[--:--] " + family.repeat(2), "        " + family),
        rows(DisplayLine.live(family.repeat(3)), 24));
    String spaces = "0123456789 \u03010123456789";
    assertEquals(
        List.of("[--:--] 0123456789 \u030101234", "        56789"),
        rows(DisplayLine.live(spaces), 24));
  }

  @Test
  void empty_line_takes_one_row() throws Exception {
    assertEquals(List.of("[--:--] "), rows(DisplayLine.live(""), 80));
    assertEquals(1, rows(DisplayLine.live(""), 5).size());
  }

  @Test
  void colours_author_only() throws Exception {
    AttributedString row = layout("xterm-256color", true).rows(LINE, Optional.empty()).get(0);

    AttributedStyle author = row.styleAt("[10:42] ".length());
    assertNotEquals(AttributedStyle.DEFAULT, author);
    assertEquals(author, row.styleAt("[10:42] lesli".length()));
    assertEquals(AttributedStyle.DEFAULT, row.styleAt("[10:42] leslie".length()));
  }

  @Test
  void colours_author_of_emote() throws Exception {
    DisplayLine emote = DisplayLine.live(LineText.authored("[", LESLIE, " waves]"));

    AttributedString row = layout("xterm-256color", true).rows(emote, Optional.empty()).get(0);

    assertEquals(AttributedStyle.DEFAULT, row.styleAt("[--:--] ".length()));
    assertNotEquals(AttributedStyle.DEFAULT, row.styleAt("[--:--] [".length()));
  }

  @Test
  void highlight_is_bold_and_history_is_faint() throws Exception {
    LineLayout layout = layout("xterm-256color", true);

    AttributedString marked =
        layout.rows(LINE.withHighlight(DisplayLine.Highlight.MENTION), Optional.empty()).get(0);
    assertEquals(AttributedStyle.DEFAULT.bold(), marked.styleAt(marked.length() - 1));
    AttributedString past = layout.rows(LINE.asHistory(), Optional.empty()).get(0);
    assertEquals(AttributedStyle.DEFAULT.faint(), past.styleAt("[10:42] ".length()));
  }

  @Test
  void nickname_keeps_its_colour() throws Exception {
    Palette palette = layout("xterm-256color", true).palette();

    assertEquals(palette.nickname("leslie"), palette.nickname("LESLIE"));
    Set<AttributedStyle> colours =
        IntStream.range(0, 40)
            .mapToObj(i -> palette.nickname("guest-" + i))
            .collect(Collectors.toSet());
    assertTrue(colours.size() > 15, colours::toString);
  }

  @Test
  void no_colour_when_disabled_or_unsupported() throws Exception {
    assertEquals(
        AttributedStyle.DEFAULT, layout("xterm-256color", false).palette().nickname("leslie"));
    assertEquals(AttributedStyle.DEFAULT, layout("vt100", true).palette().nickname("leslie"));
    assertNotEquals(AttributedStyle.DEFAULT, layout("xterm", true).palette().nickname("leslie"));
  }

  private static List<String> rows(DisplayLine line, int columns) throws IOException {
    LineLayout some = layout("xterm-256color", true);
    return new LineLayout(some.palette(), some.times(), some.today(), columns, true, true)
        .rows(line, Optional.empty()).stream().map(AttributedString::toString).toList();
  }

  private static LineLayout layout(String type, boolean colour) throws IOException {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .system(false)
            .provider("exec")
            .streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
            .type(type)
            .encoding(StandardCharsets.UTF_8)
            .build()) {
      return new LineLayout(Palette.create(terminal, colour), TIMES, TODAY, 80, true, true);
    }
  }
}
