package io.parley.client.terminal;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.CompletionSource;
import io.parley.client.screen.WindowedScreen;
import io.parley.client.terminal.jline.LineEditor;
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

/**
 * The full-screen terminal: a window for each room, the status line, and an input line. All methods
 * may be called from any thread; one thread at a time may call {@link #readLine}.
 *
 * <p>The lock of the {@link LineEditor} guards everything that is drawn: input, windows, canvas and
 * notices. Lock order, outermost first:
 *
 * <ol>
 *   <li>the monitor of JLine's line reader, which only its signal handler takes;
 *   <li>the lock of the editor;
 *   <li>locks inside JLine's terminal and its writer.
 * </ol>
 *
 * <p>The status source, the completion, and the actions of {@link #onPageUp}, {@link #onSwitchRoom}
 * and {@link #runAtomically} run with the editor's lock held. They take no lock: they read a
 * snapshot, or ask the client's actor, which never waits for the screen. While a terminal is
 * blocked, for example by Ctrl-S, the thread that draws holds the editor's lock; only {@link
 * #close} gives up waiting for it.
 */
public final class TerminalScreen implements WindowedScreen {
  /** How long {@link #close} waits for the lock, and for the thread that reads. */
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
   * Takes over a terminal until {@link #close}.
   *
   * @param nickname the first prompt
   * @param process ended by the second Ctrl-C, suspended by Ctrl-Z
   * @throws java.io.IOError if the terminal does not answer, or is interrupted by Ctrl-C
   */
  public TerminalScreen(
      Terminal terminal, String nickname, TerminalSettings settings, ProcessControl process) {
    this.terminal = terminal;
    this.bell = settings.bell();
    this.interruptHandler = new InterruptHandler(process::quit);
    Terminal.SignalHandler ignored = terminal.handle(Signal.INT, interruptHandler);
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // the size is unknown
    }
    this.rawMode = new RawMode(terminal);
    rawMode.enter(); // without it the system echoes keys between two reads
    this.view = new TerminalView(terminal, nickname + PROMPT_SUFFIX, settings);
    this.editor = new LineEditor(terminal, this::draw, view::resize);
    this.navigation = new Navigation(view, editor, this::isConfirming);
    this.inputReader = new InputReader(editor, view::prompt, navigation::initialText, this::onLine);
    new KeyBindings(editor).bindTo(navigation);
    editor.onKey(view.windows()::onSeen);
    settings.historyFile().ifPresent(file -> InputHistory.enable(editor, file));
    editor.onContinue(rawMode::enter);
    this.jobControl = new JobControl(terminal, rawMode, view, editor, process);
    ignored = terminal.handle(Signal.WINCH, signal -> editor.update(view::resize));
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
            interruptHandler.quitOnNext(); // IOError: stty was interrupted, or the terminal closed
            return Optional.empty();
          }
        });
  }

  /** Ctrl-C clears the input line. In an empty line it ends the input. */
  private Optional<String> readTypedLine() {
    boolean quits = false;
    while (!quits && !closed.get()) {
      try {
        return Optional.of(inputReader.readLine());
      } catch (UserInterruptException e) {
        quits = e.getPartialLine().isEmpty();
        if (quits) {
          interruptHandler.quitOnNext();
        }
        editor.update(view::resize); // the terminal may have echoed ^C
      }
    }
    return Optional.empty();
  }

  private boolean isConfirming() {
    return inputReader.isConfirming();
  }

  private void onLine() {
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
    for (List<DisplayLine> batch : DrawBatches.split(lines)) {
      editor.withLock(() -> view.add(batch));
      editor.yieldLock();
    }
    boolean highlight = lines.stream().anyMatch(DisplayLine::isLiveHighlight);
    editor.update(
        () -> {
          pendingNotices.clear(); // the client has continued
          if (highlight && bell) {
            terminal.puts(Capability.bell);
          }
        });
  }

  @Override
  public void showDiagnostic(String line) {
    editor.update(
        () -> {
          String notice = "parley: " + line;
          pendingNotices.add(notice);
          view.add(List.of(DisplayLine.live(notice)));
        });
  }

  @Override
  public void setPrompt(String prompt) {
    editor.update(
        () -> {
          view.setPrompt(prompt + PROMPT_SUFFIX);
          if (!inputReader.isConfirming()) {
            editor.setPrompt(view.prompt());
          }
        });
  }

  @Override
  public void showRooms(List<RoomName> rooms, RoomName current) {
    editor.update(() -> navigation.showRooms(rooms, current));
  }

  @Override
  public void runAtomically(Runnable action) {
    editor.update(action);
  }

  @Override
  public void clearWindow() {
    editor.update(() -> view.windows().shownWindow().clear());
  }

  @Override
  public void setStatusSource(Supplier<ClientStatus> status) {
    editor.update(() -> view.setStatusSource(status));
  }

  @Override
  public void refresh() {
    editor.update(() -> {});
  }

  @Override
  public void setCompletion(CompletionSource completion) {
    editor.setCompletion(completion::candidates);
  }

  @Override
  public void onPageUp(Runnable fetchOlder) {
    editor.withLock(() -> navigation.onPageUp(fetchOlder));
  }

  @Override
  public void onSwitchRoom(Predicate<RoomName> switchRoom) {
    editor.withLock(() -> navigation.onSwitchRoom(switchRoom));
  }

  @Override
  public void onClose(Runnable action) {
    interruptHandler.setAction(action);
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
  public ScreenTraits traits() {
    return new ScreenTraits(true, true);
  }

  @Override
  public Optional<WindowedScreen> windowed() {
    return Optional.of(this);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      interruptibleRead.interrupt(RESTORE_TIMEOUT);
      editor.runLast(
          RESTORE_TIMEOUT,
          () -> {
            view.restore();
            pendingNotices.printTo(terminal.writer()); // the alternate screen took them away
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
