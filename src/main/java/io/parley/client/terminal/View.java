package io.parley.client.terminal;

import io.parley.client.Line;
import io.parley.client.Status;
import io.parley.protocol.RoomName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * All that a person sees: the window of a room, how things stand, and the input below, whose rows
 * come from {@link InputLine}. Guarded by its lock.
 */
final class View {
  /** More rows than there can be. */
  private static final int ALL = 1 << 30;

  private final TerminalSettings settings;
  private final Palette palette;
  private final Sheet sheet;
  private final Title title;
  private final CharacterOrder order;
  private final Windows windows;
  private Supplier<Status> status = this::unknown;
  private String prompt;

  /** Takes a terminal over. */
  View(Terminal terminal, String prompt, TerminalSettings settings) {
    this.settings = settings;
    this.prompt = prompt;
    this.palette = Palette.of(terminal, settings.colour());
    this.windows = new Windows(settings.scrollback());
    this.sheet = new Sheet(terminal);
    this.title = new Title(terminal);
    this.order = new CharacterOrder(terminal, settings.rightToLeft());
  }

  Windows windows() {
    return windows;
  }

  String prompt() {
    return prompt;
  }

  void prompt(String next) {
    prompt = next;
  }

  void watch(Supplier<Status> next) {
    status = next;
  }

  /** Puts lines where they belong; those of which nobody knows when they were are of now. */
  void add(List<Line> lines) {
    Instant now = settings.clock().instant();
    windows.add(lines.stream().map(line -> line.time().isPresent() ? line : line.at(now)).toList());
  }

  /** Draws everything anew, in the size that the terminal has now. */
  void resize() {
    sheet.resize();
  }

  void draw(InputLine input) {
    TypedRows typed = shown(input);
    List<AttributedString> below = new ArrayList<>();
    if (sheet.rows() > typed.rows().size()) {
      below.add(
          ordered(
              StatusLine.of(
                  status.get(),
                  windows.unread(),
                  windows.shown().below(),
                  palette.status(),
                  sheet.columns())));
    }
    int cursorRow = below.size() + typed.cursorRow();
    below.addAll(typed.rows());
    int height = sheet.rows() - below.size();
    title.show(windows.shownRoom().value(), windows.waiting());
    sheet.draw(windows.shown().view(height, layout()), below, cursorRow, typed.cursorColumn());
  }

  /** Scrolls a page up; whether somebody may want to see more than there is. */
  boolean pageUp(InputLine input) {
    Window window = windows.shown();
    int height = height(input);
    return window.scrollUp(Math.max(1, height - 1), height, layout()) && !window.isFull();
  }

  void pageDown(InputLine input) {
    windows.shown().scrollDown(Math.max(1, height(input) - 1), height(input), layout());
  }

  /** Scrolls up to the oldest line that is here. */
  void oldest(InputLine input) {
    windows.shown().scrollUp(ALL, height(input), layout());
  }

  /** Takes the terminal again that was given back. */
  void take() {
    sheet.take();
    title.take();
    order.take();
  }

  /** Gives the terminal back as it was. */
  void giveBack() {
    order.giveBack();
    title.giveBack();
    sheet.giveBack();
  }

  private int height(InputLine input) {
    return Math.max(1, sheet.rows() - 1 - shown(input).rows().size());
  }

  private TypedRows shown(InputLine input) {
    int most = Math.max(1, sheet.rows() / 2);
    return input
        .shown(new AttributedString(prompt), sheet.columns(), settings.rightToLeft())
        .atMost(most);
  }

  private AttributedString ordered(AttributedString row) {
    return Ordering.of(settings.rightToLeft(), row, List.of()).row(0, row.length());
  }

  private LineLayout layout() {
    Clock clock = settings.clock();
    return new LineLayout(
        palette, clock.getZone(), LocalDate.now(clock), sheet.columns(), settings.rightToLeft());
  }

  private Status unknown() {
    RoomName room = windows.shownRoom();
    return new Status(
        "", room, OptionalInt.empty(), OptionalLong.empty(), Optional.empty(), 0, false);
  }
}
