package io.parley.client.terminal;

import io.parley.client.Completion;
import io.parley.client.Line;
import io.parley.client.Screen;
import io.parley.client.Status;
import io.parley.protocol.RoomName;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A person at a terminal that can move its cursor. */
public final class TerminalScreen implements Screen {
  private static final Duration GIVE_BACK = Duration.ofSeconds(1);
  private static final String PROMPT_END = "> ";

  /** Somebody who waits for a line, and when the terminal is theirs no longer. */
  private record Reading(Thread thread, CountDownLatch over) {}

  private final Terminal terminal;
  private final RawMode mode;
  private final boolean bell;
  private final View view;
  private final InputLine input;
  private final Typing typing;
  private final Drafts drafts = new Drafts();
  private final AtomicReference<@Nullable Reading> reading = new AtomicReference<>();
  private final Interrupt interrupt;
  private final Suspension suspension;
  private final AtomicBoolean closed = new AtomicBoolean();
  private IntPredicate turn = step -> false;
  private Runnable older = () -> {};
  private boolean turning;
  private List<String> complaint = List.of();

  /**
   * Takes over a terminal; {@link #close} gives it back.
   *
   * @param nickname what the prompt says
   * @param program ended when somebody does not want to wait
   * @throws java.io.IOError if the terminal does not answer, or somebody presses Ctrl-C meanwhile
   */
  public TerminalScreen(
      Terminal terminal, String nickname, TerminalSettings settings, Program program) {
    this.terminal = terminal;
    this.bell = settings.bell();
    this.interrupt = new Interrupt(program::quit);
    Terminal.SignalHandler ignored = terminal.handle(Signal.INT, interrupt);
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // nobody has given it one
    }
    this.mode = new RawMode(terminal);
    mode.enter(); // or else what is typed between two lines is echoed by the system
    this.view = new View(terminal, nickname + PROMPT_END, settings);
    this.input = new InputLine(terminal, this::draw, view::resize);
    this.typing = new Typing(input, view::prompt, this::begun, this::onTyped);
    new Keys(input).bindTo(this);
    input.onKey(view.windows()::seen);
    settings.typed().ifPresent(file -> TypedBefore.keep(input, file));
    input.onContinue(mode::enter);
    this.suspension = new Suspension(terminal, mode, view, input, program);
    ignored = terminal.handle(Signal.WINCH, input::resized);
    ignored = terminal.handle(Signal.TSTP, signal -> suspend());
    input.change(() -> {});
  }

  @Override
  public Optional<String> readLine() {
    Reading mine = new Reading(Thread.currentThread(), new CountDownLatch(1));
    reading.set(mine);
    try {
      return closed.get() ? Optional.empty() : Optional.of(typing.next());
    } catch (UserInterruptException | EndOfFileException | IOError e) {
      interrupt.pressed(); // an error: stty was interrupted, or the terminal is gone
      return Optional.empty();
    } finally {
      reading.set(null);
      mine.over().countDown();
    }
  }

  private void onTyped() {
    input.change(
        () -> {
          complaint = List.of();
          turning = false; // to where one was not let in
          view.windows().shown().follow();
        });
  }

  @Override
  public void draw(List<Line> lines) {
    if (!lines.isEmpty()) {
      input.change(
          () -> {
            view.add(lines);
            complaint = List.of(); // it was not the end
            boolean calls =
                lines.stream().anyMatch(line -> line.mark() != Line.Mark.NONE && !line.past());
            if (calls && bell) {
              terminal.puts(Capability.bell);
            }
          });
    }
  }

  @Override
  public void complain(String line) {
    complain(List.of(line));
  }

  @Override
  public void complain(List<String> lines) {
    if (!lines.isEmpty()) {
      input.change(
          () -> {
            complaint = lines.stream().map(line -> "parley: " + line).toList();
            view.add(complaint.stream().map(Line::now).toList());
          });
    }
  }

  @Override
  public void prompt(String next) {
    input.change(
        () -> {
          view.prompt(next + PROMPT_END);
          if (!typing.isAsking()) {
            input.setPrompt(Typing.escaped(view.prompt()));
          }
        });
  }

  @Override
  public void place(List<RoomName> rooms, RoomName talking) {
    input.change(
        () -> {
          RoomName from = view.windows().shownRoom();
          view.windows().keep(rooms);
          if (view.windows().show(talking)) {
            changeDraft(from, talking);
          }
          turning = false;
        });
  }

  /** What was begun stays where somebody turned away from; what follows a command is for there. */
  private void changeDraft(RoomName from, RoomName to) {
    if (turning && input.isReading()) {
      drafts.keep(from, input.take());
    }
    if (input.isReading() && input.typed().isEmpty()) {
      drafts.take(to).ifPresent(input::type);
    }
  }

  /** What there is of a line when it begins to be typed. */
  private String begun() {
    StringBuilder begun = new StringBuilder();
    input.guarded(() -> drafts.take(view.windows().shownRoom()).ifPresent(begun::append));
    return begun.toString();
  }

  @Override
  public void watch(Supplier<Status> next) {
    input.change(() -> view.watch(next));
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
    input.guarded(() -> older = next);
  }

  @Override
  public void onTurn(IntPredicate next) {
    input.guarded(() -> turn = next);
  }

  @Override
  public void onClose(Runnable leave) {
    interrupt.next(leave);
  }

  boolean pageUp() {
    if (view.pageUp(input)) {
      older.run();
    }
    return true;
  }

  boolean pageDown() {
    view.pageDown(input);
    return true;
  }

  /** Where somebody turns to is known when the server has let them. */
  boolean turn(int step) {
    turning = true;
    boolean turns = turn.test(step);
    turning &= turns;
    return turns;
  }

  private void suspend() {
    input.change(
        () -> {
          if (!closed.get()) {
            suspension.stop();
          }
        });
  }

  private void draw() {
    if (!closed.get()) {
      view.draw(input);
    }
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
      input.last(
          GIVE_BACK,
          () -> {
            view.giveBack();
            complaint.forEach(terminal.writer()::println); // it went with the rest
          });
      mode.giveBack();
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
        boolean ignored = other.over().await(GIVE_BACK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
