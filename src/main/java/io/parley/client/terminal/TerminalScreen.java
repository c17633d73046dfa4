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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;

/** A person at a terminal that can move its cursor. */
public final class TerminalScreen implements Screen {
  private static final Duration GIVE_BACK = Duration.ofSeconds(1);
  private static final String PROMPT_END = "> ";

  private final Terminal terminal;
  private final RawMode mode;
  private final boolean bell;
  private final View view;
  private final InputLine input;
  private final Typing typing;
  private final Navigation navigation;
  private final LineReading reading = new LineReading();
  private final Interrupt interrupt;
  private final Suspension suspension;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Complaints complaints = new Complaints();

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
    this.navigation = new Navigation(view, input, this::isAsking);
    this.typing = new Typing(input, view::prompt, navigation::begun, this::onTyped);
    new Keys(input).bindTo(navigation);
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
    return reading.read(
        () -> {
          try {
            return typedLine();
          } catch (EndOfFileException | IOError e) {
            interrupt.pressed(); // an error: stty was interrupted, or the terminal is gone
            return Optional.empty();
          }
        });
  }

  /** Whoever interrupts a line begins another, and leaves with an empty one. */
  private Optional<String> typedLine() {
    boolean leaves = false;
    while (!leaves && !closed.get()) {
      try {
        return Optional.of(typing.next());
      } catch (UserInterruptException e) {
        leaves = e.getPartialLine().isEmpty();
        if (leaves) {
          interrupt.pressed();
        }
        input.change(view::resize); // a terminal may have written ^C somewhere
      }
    }
    return Optional.empty();
  }

  private boolean isAsking() {
    return typing.isAsking();
  }

  private void onTyped() {
    input.change(
        () -> {
          complaints.clear();
          view.windows().shown().follow();
        });
  }

  @Override
  public void draw(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    for (List<Line> some : Portions.of(lines)) {
      input.guarded(() -> view.add(some));
      input.giveWay();
    }
    boolean calls = lines.stream().anyMatch(Line::calls);
    input.change(
        () -> {
          complaints.clear(); // it was not the end
          if (calls && bell) {
            terminal.puts(Capability.bell);
          }
        });
  }

  @Override
  public void complain(String line) {
    input.change(
        () -> {
          complaints.add("parley: " + line);
          view.add(List.of(Line.now("parley: " + line)));
        });
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
    input.change(() -> navigation.place(rooms, talking));
  }

  @Override
  public void atOnce(Runnable what) {
    input.change(what);
  }

  @Override
  public void clear() {
    input.change(() -> view.windows().shown().clear());
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
    input.setCompleter(new Offers(completion));
  }

  @Override
  public void onPageUp(Runnable next) {
    input.guarded(() -> navigation.onPageUp(next));
  }

  @Override
  public void onTurn(Predicate<RoomName> next) {
    input.guarded(() -> navigation.onTurn(next));
  }

  @Override
  public void onClose(Runnable leave) {
    interrupt.next(leave);
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
      reading.stop(GIVE_BACK);
      input.last(
          GIVE_BACK,
          () -> {
            view.giveBack();
            complaints.repeat(terminal.writer()); // they went with the rest
          });
      mode.giveBack();
      try {
        terminal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
