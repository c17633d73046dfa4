package io.parley.client.terminal;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.bidi.TerminalBidiMode;
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
 * come from {@link LineEditor}. Guarded by its lock.
 */
final class TerminalView {
  /** More rows than there can be. */
  private static final int ALL = 1 << 30;

  private final TerminalSettings settings;
  private final Palette palette;
  private final TerminalCanvas canvas;
  private final WindowTitle title;
  private final TerminalBidiMode bidiMode;
  private final RoomWindows windows;
  private Supplier<ClientStatus> status = this::emptyStatus;
  private String prompt;

  /** Takes a terminal over. */
  TerminalView(Terminal terminal, String prompt, TerminalSettings settings) {
    this.settings = settings;
    this.prompt = prompt;
    this.palette = Palette.create(terminal, settings.colour());
    this.windows = new RoomWindows(settings.scrollback());
    this.canvas = new TerminalCanvas(terminal);
    this.title = new WindowTitle(terminal);
    this.bidiMode = new TerminalBidiMode(terminal, settings.reordersBidi());
  }

  RoomWindows windows() {
    return windows;
  }

  String prompt() {
    return prompt;
  }

  void prompt(String next) {
    prompt = next;
  }

  void setStatusSource(Supplier<ClientStatus> next) {
    status = next;
  }

  /** Puts lines where they belong; those of which nobody knows when they were are of now. */
  void add(List<DisplayLine> lines) {
    Instant now = settings.clock().instant();
    windows.add(
        lines.stream().map(line -> line.time().isPresent() ? line : line.withTime(now)).toList());
  }

  /** Draws everything anew, in the size that the terminal has now. */
  void resize() {
    canvas.resize();
  }

  void draw(LineEditor input) {
    InputRows typed = inputRows(input);
    List<AttributedString> below = new ArrayList<>();
    if (canvas.rows() > typed.rows().size()) {
      below.add(
          reordered(
              StatusLine.format(
                  status.get(),
                  windows.unread(),
                  windows.shownWindow().linesBelow(),
                  palette.status(),
                  canvas.columns())));
    }
    int cursorRow = below.size() + typed.cursorRow();
    below.addAll(typed.rows());
    int height = canvas.rows() - below.size();
    title.show(windows.shownRoom().value(), windows.highlightCount());
    canvas.draw(
        windows.shownWindow().view(height, layout()), below, cursorRow, typed.cursorColumn());
  }

  /** Scrolls a page up; whether somebody may want to see more than there is. */
  boolean pageUp(LineEditor input) {
    RoomWindow window = windows.shownWindow();
    int height = height(input);
    return window.scrollUp(Math.max(1, height - 1), height, layout()) && !window.isFull();
  }

  void pageDown(LineEditor input) {
    windows.shownWindow().scrollDown(Math.max(1, height(input) - 1), height(input), layout());
  }

  /** Scrolls up to the oldest line that is here. */
  void scrollToOldest(LineEditor input) {
    windows.shownWindow().scrollUp(ALL, height(input), layout());
  }

  /** Takes the terminal again that was given back. */
  void enter() {
    canvas.enter();
    title.save();
    bidiMode.enter();
  }

  /** Gives the terminal back as it was. */
  void restore() {
    bidiMode.restore();
    title.restore();
    canvas.restore();
  }

  private int height(LineEditor input) {
    return Math.max(1, canvas.rows() - 1 - inputRows(input).rows().size());
  }

  private InputRows inputRows(LineEditor input) {
    int most = Math.max(1, canvas.rows() / 2);
    return input
        .inputRows(new AttributedString(prompt), canvas.columns(), settings.reordersBidi())
        .limitTo(most);
  }

  private AttributedString reordered(AttributedString row) {
    return BidiLayout.create(settings.reordersBidi(), row, List.of()).row(0, row.length());
  }

  private LineLayout layout() {
    Clock clock = settings.clock();
    return new LineLayout(
        palette, clock.getZone(), LocalDate.now(clock), canvas.columns(), settings.reordersBidi());
  }

  private ClientStatus emptyStatus() {
    RoomName room = windows.shownRoom();
    return new ClientStatus(
        "", room, OptionalInt.empty(), OptionalLong.empty(), Optional.empty(), 0, false);
  }
}
