package io.parley.client.terminal;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.render.TimeFormatter;
import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.bidi.TerminalBidiMode;
import io.parley.client.terminal.jline.InputRows;
import io.parley.client.terminal.jline.LineEditor;
import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * The contents of the screen: the window of a room, the status line, and the input of a {@link
 * LineEditor}. Guarded by the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class TerminalView {
  /** More rows than a window can have. */
  private static final int ALL = 1 << 30;

  private static final int MIN_ROWS_FOR_TOPIC = 6;

  private final TerminalSettings settings;
  private final Palette palette;
  private final TerminalCanvas canvas;
  private final WindowTitle title;
  private final TerminalBidiMode bidiMode;
  private final MouseMode mouseMode;
  private final RoomWindows windows;
  private final Truncation truncation;
  private final LeaveConfirmation leaving;
  private final TopicLine topicLine;
  private final boolean links;
  private Supplier<ClientStatus> status = this::emptyStatus;
  private Consumer<Optional<RoomName>> onView = window -> {};

  /** What {@link #onView} was told last; empty if nothing. */
  private Optional<Optional<RoomName>> reported = Optional.empty();

  private String prompt;

  /** Takes over a terminal. */
  TerminalView(
      Terminal terminal, String prompt, TerminalSettings settings, LeaveConfirmation leaving) {
    this.leaving = leaving;
    this.truncation = Truncation.create(terminal.encoding());
    this.settings = settings;
    this.prompt = prompt;
    this.palette = Palette.create(terminal, settings.colour());
    this.topicLine = new TopicLine(palette.status(), truncation, settings.reordersBidi());
    this.links = settings.links() && palette.hasStyles();
    this.windows = new RoomWindows(settings.scrollback());
    this.canvas = new TerminalCanvas(terminal);
    this.title = new WindowTitle(terminal);
    this.mouseMode = new MouseMode(terminal, settings.mouse());
    this.bidiMode = new TerminalBidiMode(terminal, settings.reordersBidi());
  }

  RoomWindows windows() {
    return windows;
  }

  String prompt() {
    return prompt;
  }

  void setPrompt(String next) {
    prompt = next;
  }

  void setStatusSource(Supplier<ClientStatus> next) {
    status = next;
  }

  /** Adds lines to their windows. Lines without a time get the current one. */
  void add(List<DisplayLine> lines) {
    Instant now = settings.clock().instant();
    windows.add(
        lines.stream().map(line -> line.time().isPresent() ? line : line.withTime(now)).toList());
  }

  /** Reads the size of the terminal, and redraws everything in the next {@link #draw}. */
  void resize() {
    canvas.resize();
  }

  void draw(LineEditor editor) {
    InputRows input = inputRows(editor);
    List<AttributedString> below = new ArrayList<>();
    if (canvas.rows() > input.rows().size()) {
      below.add(reordered(statusLine().format(palette.status(), truncation, canvas.columns())));
    }
    int cursorRow = below.size() + input.cursorRow();
    below.addAll(input.rows());
    List<AttributedString> top =
        topRows() > 0 ? List.of(topicLine.format(status.get(), canvas.columns())) : List.of();
    int height = canvas.rows() - top.size() - below.size();
    title.show(windows.shownRoom().value(), windows.highlightCount());
    canvas.draw(
        top, windows.shownWindow().view(height, layout()), below, cursorRow, input.cursorColumn());
    reportView();
  }

  /** Sets what is told which window shows its newest line, from the next drawing on. */
  void onView(Consumer<Optional<RoomName>> action) {
    onView = action;
    reported = Optional.empty();
  }

  private void reportView() {
    Optional<RoomName> newest =
        Optional.of(windows.shownRoom()).filter(any -> windows.shownWindow().linesBelow() == 0);
    if (!reported.equals(Optional.of(newest))) {
      reported = Optional.of(newest);
      onView.accept(newest);
    }
  }

  private StatusLine statusLine() {
    ClientStatus now = status.get();
    return new StatusLine(
        now,
        windows.unread(),
        windows.order().find(now.room()),
        windows.shownWindow().linesBelow(),
        leaving.hint());
  }

  /** The rows of a page: one row stays in view. */
  int page(LineEditor editor) {
    return Math.max(1, height(editor) - 1);
  }

  /** Scrolls up by a number of rows. Returns whether older history should be fetched. */
  boolean scrollUp(LineEditor editor, int rows) {
    RoomWindow window = windows.shownWindow();
    return window.scrollUp(rows, height(editor), layout()) && !window.isFull();
  }

  /** Scrolls down by a number of rows. */
  void scrollDown(LineEditor editor, int rows) {
    windows.shownWindow().scrollDown(rows, height(editor), layout());
  }

  /** Scrolls up to the oldest line. */
  void scrollToOldest(LineEditor editor) {
    windows.shownWindow().scrollUp(ALL, height(editor), layout());
  }

  /** Takes over the terminal again after {@link #restore}. */
  void enter() {
    canvas.enter();
    title.save();
    bidiMode.enter();
    mouseMode.enter();
  }

  /** Restores the terminal. */
  void restore() {
    mouseMode.restore();
    bidiMode.restore();
    title.restore();
    canvas.restore();
  }

  private int height(LineEditor editor) {
    return Math.max(1, canvas.rows() - topRows() - 1 - inputRows(editor).rows().size());
  }

  /** The top line is left out where messages need its row. */
  private int topRows() {
    return settings.topicLine() && canvas.rows() >= MIN_ROWS_FOR_TOPIC ? 1 : 0;
  }

  private InputRows inputRows(LineEditor editor) {
    int maxHeight = Math.max(1, canvas.rows() / 2);
    return editor
        .inputRows(new AttributedString(prompt), canvas.columns(), settings.reordersBidi())
        .limitTo(maxHeight);
  }

  private AttributedString reordered(AttributedString row) {
    return BidiLayout.create(settings.reordersBidi(), row, List.of()).row(0, row.length());
  }

  private LineLayout layout() {
    TimeFormatter times = new TimeFormatter(settings.clock());
    return new LineLayout(
        palette, times, times.today(), canvas.columns(), settings.reordersBidi(), links);
  }

  private ClientStatus emptyStatus() {
    RoomName room = windows.shownRoom();
    return new ClientStatus(
        "",
        room,
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }
}
