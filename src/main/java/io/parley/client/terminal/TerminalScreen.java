package io.parley.client.terminal;

import io.parley.client.Completion;
import io.parley.client.Line;
import io.parley.client.Screen;
import io.parley.client.Status;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A person at a terminal that can move its cursor. */
public final class TerminalScreen implements Screen {
  private static final int GIVE_BACK_SECONDS = 1;

  /** Somebody who waits for a line, and when the terminal is theirs no longer. */
  private record Reading(Thread thread, CountDownLatch over) {}

  private final Terminal terminal;
  private final TerminalSettings settings;
  private final Palette palette;
  private final Sheet sheet;
  private final Title title;
  private final Windows windows;
  private final InputLine input;
  private final Drafts drafts = new Drafts();
  private final Pasted pasted = new Pasted(this::agrees);
  private final AtomicReference<@Nullable Reading> reading = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private String prompt;
  private Supplier<Status> status;
  private IntPredicate turn = step -> false;
  private Runnable older = () -> {};
  private Optional<String> complaint = Optional.empty();

  /**
   * Takes over a terminal; {@link #close} gives it back.
   *
   * @param nickname what the prompt says
   */
  public TerminalScreen(Terminal terminal, String nickname, TerminalSettings settings) {
    this.terminal = terminal;
    this.settings = settings;
    this.prompt = nickname + "> ";
    this.palette = Palette.of(terminal, settings.colour());
    this.windows = new Windows(settings.scrollback());
    this.status = this::unknown;
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // nobody has given it one
    }
    terminal.enterRawMode(); // or else what is typed between two lines is echoed by the system
    this.sheet = new Sheet(terminal);
    this.title = new Title(terminal);
    this.input = new InputLine(terminal, this::draw, sheet::resize);
    new Keys(input).bindTo(this);
    input.onKey(windows::seen);
    settings.typed().ifPresent(file -> TypedBefore.keep(input, file));
    Terminal.SignalHandler ignored = terminal.handle(Signal.WINCH, input::resized);
    input.change(() -> {});
  }

  @Override
  public Optional<String> readLine() {
    Reading mine = new Reading(Thread.currentThread(), new CountDownLatch(1));
    reading.set(mine);
    try {
      return closed.get() ? Optional.empty() : Optional.of(next());
    } catch (UserInterruptException | EndOfFileException e) {
      return Optional.empty();
    } finally {
      reading.set(null);
      mine.over().countDown();
    }
  }

  private String next() {
    String begun = "";
    boolean begunByPaste = false;
    while (true) {
      Optional<String> waiting = pasted.next();
      if (waiting.isPresent()) {
        return waiting.get();
      }
      String line = input.readLine(escaped(prompt), null, (MaskingCallback) null, begun);
      complaint = Optional.empty();
      windows.shown().follow();
      if (!begunByPaste && !input.wasPasted()) {
        return line;
      }
      if (pasted.take(line)) {
        begun = "";
        begunByPaste = false;
      } else {
        begun = line;
        begunByPaste = true;
      }
    }
  }

  private boolean agrees(int lines) {
    input.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      String answer = input.readLine("Say these " + lines + " lines one by one? [y/N] ");
      return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } finally {
      input.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }

  @Override
  public void draw(List<Line> lines) {
    if (!lines.isEmpty()) {
      input.change(
          () -> {
            windows.add(timed(lines));
            boolean calls =
                lines.stream().anyMatch(line -> line.mark() != Line.Mark.NONE && !line.past());
            if (calls && settings.bell()) {
              terminal.puts(Capability.bell);
            }
          });
    }
  }

  private static List<Line> timed(List<Line> lines) {
    Instant now = Instant.now();
    return lines.stream().map(line -> line.time().isPresent() ? line : line.at(now)).toList();
  }

  @Override
  public void complain(String line) {
    input.change(
        () -> {
          complaint = Optional.of("parley: " + line);
          windows.add(timed(List.of(Line.now("parley: " + line))));
        });
  }

  @Override
  public void prompt(String next) {
    input.change(
        () -> {
          prompt = next + "> ";
          input.setPrompt(escaped(prompt));
        });
  }

  private static String escaped(String prompt) {
    return prompt.replace("%", "%%"); // the editor knows signs that begin with %
  }

  @Override
  public void place(List<RoomName> rooms, RoomName talking) {
    input.change(
        () -> {
          windows.keep(rooms);
          if (windows.show(talking) && input.isIdle()) {
            drafts.take(talking).ifPresent(input::type);
          }
        });
  }

  @Override
  public void watch(Supplier<Status> next) {
    input.change(() -> status = next);
  }

  @Override
  public void refresh() {
    input.change(() -> {});
  }

  @Override
  public void complete(Completion completion) {
    input.setCompleter(
        (reader, line, candidates) ->
            completion
                .candidates(line.line().substring(0, line.cursor()))
                .forEach(word -> candidates.add(new Candidate(word))));
  }

  @Override
  public void onPageUp(Runnable next) {
    input.change(() -> older = next);
  }

  @Override
  public void onTurn(IntPredicate next) {
    input.change(() -> turn = next);
  }

  boolean pageUp() {
    Window window = windows.shown();
    int height = viewHeight();
    if (window.scrollUp(Math.max(1, height - 1), height, layout()) && !window.isFull()) {
      older.run();
    }
    return true;
  }

  boolean pageDown() {
    windows.shown().scrollDown(Math.max(1, viewHeight() - 1), layout());
    return true;
  }

  boolean turn(int step) {
    RoomName from = windows.shownRoom();
    String typed = input.take();
    drafts.keep(from, typed);
    boolean turns = turn.test(step);
    if (!turns) {
      drafts.take(from).ifPresent(input::type);
    }
    return turns;
  }

  private void draw() {
    if (closed.get()) {
      return;
    }
    InputLine.Shown typed = shownInput();
    List<AttributedString> below = new ArrayList<>();
    if (sheet.rows() > typed.rows().size()) {
      below.add(
          StatusLine.of(
              status.get(),
              windows.unread(),
              windows.shown().below(),
              palette.status(),
              sheet.columns()));
    }
    int cursorRow = below.size() + typed.cursorRow();
    below.addAll(typed.rows());
    int height = sheet.rows() - below.size();
    title.show(windows.shownRoom().value(), windows.waiting());
    sheet.draw(windows.shown().view(height, layout()), below, cursorRow, typed.cursorColumn());
  }

  private InputLine.Shown shownInput() {
    int most = Math.max(1, sheet.rows() / 2);
    return input.shown(new AttributedString(prompt), sheet.columns()).atMost(most);
  }

  private int viewHeight() {
    return Math.max(1, sheet.rows() - 1 - shownInput().rows().size());
  }

  private LineLayout layout() {
    ZoneId zone = settings.zone();
    return new LineLayout(palette, zone, LocalDate.now(zone), sheet.columns());
  }

  private Status unknown() {
    return new Status(
        "", windows.shownRoom(), OptionalInt.empty(), OptionalLong.empty(), Optional.empty());
  }

  @Override
  public boolean hasWindows() {
    return true;
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stopReading();
      title.giveBack();
      sheet.giveBack();
      complaint.ifPresent(terminal.writer()::println); // it went with the rest
      try {
        terminal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The reader switches modes of the terminal while it reads, and switches them back when it is
   * interrupted.
   */
  private void stopReading() {
    Reading other = reading.get();
    if (other != null && other.thread() != Thread.currentThread()) {
      other.thread().interrupt();
      try {
        boolean ignored = other.over().await(GIVE_BACK_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
