package io.parley.client.terminal;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.screen.CompletionSource;
import io.parley.client.screen.Screen;
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
  private static final Duration RESTORE_TIMEOUT = Duration.ofSeconds(1);
  private static final String PROMPT_SUFFIX = "> ";

  private final Terminal terminal;
  private final RawMode rawMode;
  private final boolean bell;
  private final TerminalView view;
  private final LineEditor editor;
  private final InputReader inputReader;
  private final Navigation navigation;
  private final InterruptibleRead interruptibleRead = new InterruptibleRead();
  private final InterruptHandler interruptHandler;
  private final JobControl jobControl;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final PendingNotices pendingNotices = new PendingNotices();

  /**
   * Takes over a terminal; {@link #close} gives it back.
   *
   * @param nickname what the prompt says
   * @param program ended when somebody does not want to wait
   * @throws java.io.IOError if the terminal does not answer, or somebody presses Ctrl-C meanwhile
   */
  public TerminalScreen(
      Terminal terminal, String nickname, TerminalSettings settings, ProcessControl program) {
    this.terminal = terminal;
    this.bell = settings.bell();
    this.interruptHandler = new InterruptHandler(program::quit);
    Terminal.SignalHandler ignored = terminal.handle(Signal.INT, interruptHandler);
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // nobody has given it one
    }
    this.rawMode = new RawMode(terminal);
    rawMode.enter(); // or else what is typed between two lines is echoed by the system
    this.view = new TerminalView(terminal, nickname + PROMPT_SUFFIX, settings);
    this.editor = new LineEditor(terminal, this::draw, view::resize);
    this.navigation = new Navigation(view, editor, this::isConfirming);
    this.inputReader =
        new InputReader(editor, view::prompt, navigation::initialText, this::onTyped);
    new KeyBindings(editor).bindTo(navigation);
    editor.onKey(view.windows()::onSeen);
    settings.historyFile().ifPresent(file -> InputHistory.enable(editor, file));
    editor.onContinue(rawMode::enter);
    this.jobControl = new JobControl(terminal, rawMode, view, editor, program);
    ignored = terminal.handle(Signal.WINCH, editor::onResize);
    ignored = terminal.handle(Signal.TSTP, signal -> suspend());
    editor.update(() -> {});
  }

  @Override
  public Optional<String> readLine() {
    return interruptibleRead.read(
        () -> {
          try {
            return readTypedLine();
          } catch (EndOfFileException | IOError e) {
            interruptHandler
                .quitOnNext(); // an error: stty was interrupted, or the terminal is gone
            return Optional.empty();
          }
        });
  }

  /** Whoever interrupts a line begins another, and leaves with an empty one. */
  private Optional<String> readTypedLine() {
    boolean leaves = false;
    while (!leaves && !closed.get()) {
      try {
        return Optional.of(inputReader.readLine());
      } catch (UserInterruptException e) {
        leaves = e.getPartialLine().isEmpty();
        if (leaves) {
          interruptHandler.quitOnNext();
        }
        editor.update(view::resize); // a terminal may have written ^C somewhere
      }
    }
    return Optional.empty();
  }

  private boolean isConfirming() {
    return inputReader.isConfirming();
  }

  private void onTyped() {
    editor.update(
        () -> {
          pendingNotices.clear();
          view.windows().shownWindow().follow();
        });
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    for (List<DisplayLine> some : DrawBatches.split(lines)) {
      editor.withLock(() -> view.add(some));
      editor.yieldLock();
    }
    boolean calls = lines.stream().anyMatch(DisplayLine::isLiveHighlight);
    editor.update(
        () -> {
          pendingNotices.clear(); // it was not the end
          if (calls && bell) {
            terminal.puts(Capability.bell);
          }
        });
  }

  @Override
  public void showDiagnostic(String line) {
    editor.update(
        () -> {
          pendingNotices.add("parley: " + line);
          view.add(List.of(DisplayLine.live("parley: " + line)));
        });
  }

  @Override
  public void setPrompt(String next) {
    editor.update(
        () -> {
          view.prompt(next + PROMPT_SUFFIX);
          if (!inputReader.isConfirming()) {
            editor.setPrompt(InputReader.escaped(view.prompt()));
          }
        });
  }

  @Override
  public void showRooms(List<RoomName> rooms, RoomName talking) {
    editor.update(() -> navigation.showRooms(rooms, talking));
  }

  @Override
  public void runAtomically(Runnable what) {
    editor.update(what);
  }

  @Override
  public void clearWindow() {
    editor.update(() -> view.windows().shownWindow().clear());
  }

  @Override
  public void setStatusSource(Supplier<ClientStatus> next) {
    editor.update(() -> view.setStatusSource(next));
  }

  @Override
  public void refresh() {
    editor.update(() -> {});
  }

  @Override
  public void setCompletion(CompletionSource completion) {
    editor.setCompleter(new CompletionAdapter(completion));
  }

  @Override
  public void onPageUp(Runnable next) {
    editor.withLock(() -> navigation.onPageUp(next));
  }

  @Override
  public void onSwitchRoom(Predicate<RoomName> next) {
    editor.withLock(() -> navigation.onSwitchRoom(next));
  }

  @Override
  public void onClose(Runnable leave) {
    interruptHandler.setAction(leave);
  }

  private void suspend() {
    editor.update(
        () -> {
          if (!closed.get()) {
            jobControl.suspend();
          }
        });
  }

  private void draw() {
    if (!closed.get()) {
      view.draw(editor);
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
      interruptibleRead.interrupt(RESTORE_TIMEOUT);
      editor.runLast(
          RESTORE_TIMEOUT,
          () -> {
            view.restore();
            pendingNotices.printTo(terminal.writer()); // they went with the rest
          });
      rawMode.restore();
      try {
        terminal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
