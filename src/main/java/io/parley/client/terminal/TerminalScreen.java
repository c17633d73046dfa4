package io.parley.client.terminal;

import io.parley.client.command.CommandTable;
import io.parley.client.model.ClientStatus;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.WindowRename;
import io.parley.client.screen.CompletionSource;
import io.parley.client.screen.WindowedScreen;
import io.parley.client.terminal.jline.LineEditor;
import io.parley.client.terminal.jline.ScreenLock;
import io.parley.protocol.RoomName;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
 * <p>The {@link ScreenLock} guards everything that is drawn: input, windows, canvas and notices.
 * The status source, the completion, and the actions of {@link #onPageUp}, {@link #onSwitchRoom}
 * and {@link #runAtomically} run with the lock held. They take no lock: they read a snapshot, or
 * ask the client's actor, which never waits for the screen. While a terminal is blocked, for
 * example by Ctrl-S, the thread that draws holds the lock; only {@link #close} gives up waiting for
 * it.
 */
public final class TerminalScreen implements WindowedScreen {
  /** How long {@link #close} waits for the lock, and for the thread that reads. */
  private static final Duration RESTORE_TIMEOUT = Duration.ofSeconds(1);

  private static final String PROMPT_SUFFIX = "> ";
  private static final String FIRST_USE_HINT =
      "/help names the commands; Tab completes commands and nicknames.";

  private final Terminal terminal;
  private final RawMode rawMode;
  private final boolean bell;
  private final TerminalView view;
  private final TerminalClipboard clipboard;
  private final LeaveConfirmation leaving;
  private final LineEditor editor;
  private final ScreenLock lock;
  private final InputReader inputReader;
  private final Navigation navigation;
  private final InterruptibleRead interruptibleRead = new InterruptibleRead();
  private final InterruptHandler interruptHandler;
  private final JobControl jobControl;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final PendingNotices pendingNotices = new PendingNotices();
  private final boolean isFirstUse;

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
    this.leaving = new LeaveConfirmation(settings.clock());
    this.interruptHandler = new InterruptHandler(process::quit, leaving::onInterrupt);
    Terminal.SignalHandler ignored = terminal.handle(Signal.INT, interruptHandler);
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(80, 24)); // the size is unknown
    }
    this.rawMode = new RawMode(terminal);
    rawMode.enter(); // without it the system echoes keys between two reads
    this.view = new TerminalView(terminal, nickname + PROMPT_SUFFIX, settings, leaving);
    this.clipboard = new TerminalClipboard(terminal);
    this.editor = new LineEditor(terminal, this::draw, view::resize);
    this.lock = editor.lock();
    this.navigation = new Navigation(view, editor, this::isConfirming);
    this.inputReader = new InputReader(editor, view::prompt, navigation::initialText, this::onLine);
    new KeyBindings(editor).bindTo(navigation);
    editor.excludeFromHistory(CommandTable::hasSecret);
    editor.onKey(view.windows()::onSeen);
    editor.onScroll(navigation::scroll);
    this.isFirstUse =
        settings.historyFile().filter(file -> InputHistory.enable(editor, file)).isPresent();
    editor.onContinue(rawMode::enter);
    this.jobControl = new JobControl(terminal, rawMode, view, editor, process);
    ignored = terminal.handle(Signal.WINCH, signal -> lock.update(view::resize));
    ignored = terminal.handle(Signal.TSTP, signal -> suspend());
    lock.update(() -> {});
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

  /**
   * Ctrl-C clears the input line; in an empty line the second one ends the input, and Ctrl-D ends
   * it at once. Both cancel a question for a password.
   */
  private Optional<String> readTypedLine() {
    boolean quits = false;
    while (!quits && !closed.get()) {
      try {
        return Optional.of(inputReader.readLine());
      } catch (UserInterruptException e) {
        if (inputReader.cancelQuestion()) {
          lock.update(view::resize); // the terminal may have echoed ^C
          return Optional.of("");
        }
        quits = e.getPartialLine().isEmpty() && leaving.onInterrupt();
        if (quits) {
          interruptHandler.quitOnNext();
        } else if (!e.getPartialLine().isEmpty()) {
          leaving.cancel();
        }
        lock.update(view::resize); // the terminal may have echoed ^C
      } catch (EndOfFileException e) {
        if (!inputReader.cancelQuestion()) {
          throw e;
        }
        return Optional.of(""); // if the terminal has closed, the next read fails
      }
    }
    return Optional.empty();
  }

  @Override
  public void askPassword(String question) {
    lock.update(() -> inputReader.askPassword(question));
  }

  @Override
  public boolean wasPassword() {
    return inputReader.wasPassword();
  }

  private boolean isConfirming() {
    return inputReader.isConfirming();
  }

  private void onLine() {
    lock.update(
        () -> {
          pendingNotices.clear();
          leaving.cancel();
          view.windows().shownWindow().follow();
        });
  }

  @Override
  public void draw(List<DisplayLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    for (List<DisplayLine> batch : DrawBatches.split(lines)) {
      lock.run(() -> view.add(batch));
      lock.yieldToWaiting();
    }
    boolean highlight = lines.stream().anyMatch(DisplayLine::isLiveHighlight);
    lock.update(
        () -> {
          pendingNotices.clear(); // the client has continued
          if (highlight && bell) {
            terminal.puts(Capability.bell);
          }
        });
  }

  @Override
  public void showDiagnostic(String line) {
    lock.update(
        () -> {
          DisplayLine diagnostic = DisplayLine.diagnostic(line);
          pendingNotices.add(diagnostic.text());
          view.add(List.of(diagnostic));
        });
  }

  @Override
  public void setPrompt(String prompt) {
    lock.update(
        () -> {
          view.setPrompt(prompt + PROMPT_SUFFIX);
          if (!inputReader.isConfirming()) {
            editor.setPrompt(view.prompt());
          }
        });
  }

  @Override
  public void showRooms(List<NumberedWindow> windows, RoomName current) {
    lock.update(() -> navigation.showRooms(windows, current));
  }

  @Override
  public void renameWindows(List<WindowRename> latest) {
    lock.update(() -> navigation.renameWindows(latest));
  }

  @Override
  public void runAtomically(Runnable action) {
    lock.update(action);
  }

  @Override
  public void markRead(RoomName room, long id, boolean joined) {
    lock.update(() -> view.windows().markRead(room, id, joined));
  }

  @Override
  public void reviseMessage(ScreenUpdate.MessageRevised revised) {
    lock.update(
        () -> {
          if (!view.windows().revise(revised.room(), revised.id(), revised.texts())) {
            view.add(revised.otherwise());
          }
        });
  }

  @Override
  public void clearWindow() {
    lock.update(() -> view.windows().shownWindow().clear());
  }

  @Override
  public void showLinks(int max) {
    lock.update(() -> view.add(WindowText.listLinks(view.windows().shownWindow(), max)));
  }

  @Override
  public void copy(boolean link, int number) {
    lock.update(
        () ->
            view.add(
                List.of(
                    WindowText.find(view.windows().shownWindow(), link, number)
                        .map(text -> DisplayLine.notice(clipboard.copy(text)))
                        .orElseGet(() -> WindowText.missing(link, number)))));
  }

  @Override
  public void setStatusSource(Supplier<ClientStatus> status) {
    lock.update(() -> view.setStatusSource(status));
  }

  @Override
  public void refresh() {
    lock.update(() -> {});
  }

  @Override
  public void setCompletion(CompletionSource completion) {
    editor.setCompletion(completion::candidates);
  }

  @Override
  public void onPageUp(Runnable fetchOlder) {
    lock.run(() -> navigation.onPageUp(fetchOlder));
  }

  @Override
  public void onSwitchRoom(Predicate<RoomName> switchRoom) {
    lock.run(() -> navigation.onSwitchRoom(switchRoom));
  }

  @Override
  public void onView(Consumer<Optional<RoomName>> action) {
    lock.update(() -> view.onView(action));
  }

  @Override
  public void onClose(Runnable action) {
    interruptHandler.setAction(action);
  }

  private void suspend() {
    lock.update(
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

  /** There is no history of typed lines yet. */
  @Override
  public Optional<String> firstUseHint() {
    return isFirstUse ? Optional.of(FIRST_USE_HINT) : Optional.empty();
  }

  @Override
  public Optional<WindowedScreen> windowed() {
    return Optional.of(this);
  }

  /**
   * Restores the terminal.
   *
   * @throws UncheckedIOException if the terminal is gone
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      interruptibleRead.interrupt(RESTORE_TIMEOUT);
      lock.runLast(
          RESTORE_TIMEOUT,
          () -> {
            view.restore();
            pendingNotices.printTo(terminal.writer()); // the alternate screen took them away
          });
      try {
        rawMode.restore();
        terminal.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (IOError e) {
        throw new UncheckedIOException("the terminal is gone", new IOException(e));
      }
    }
  }
}
