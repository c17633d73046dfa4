package io.parley.client.terminal;

import io.parley.client.terminal.jline.LineEditor;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Suspends the process on Ctrl-Z: restores the terminal for the shell, and takes it over again when
 * the process continues. Called with the screen's lock held, so that nothing draws while the
 * process is stopped.
 */
final class JobControl {
  private final Terminal terminal;
  private final RawMode rawMode;
  private final TerminalView view;
  private final LineEditor editor;
  private final ProcessControl process;

  JobControl(
      Terminal terminal,
      RawMode rawMode,
      TerminalView view,
      LineEditor editor,
      ProcessControl process) {
    this.terminal = terminal;
    this.rawMode = rawMode;
    this.view = view;
    this.editor = editor;
    this.process = process;
  }

  /** Stops the process, and returns when it continues. */
  void suspend() {
    editor.disableInputModes();
    view.restore();
    rawMode.restore();
    SignalHandler handler = terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL); // stops a process
    process.suspend();
    SignalHandler ignored = terminal.handle(Signal.TSTP, handler);
    rawMode.enter();
    view.enter();
    editor.enableInputModes();
  }
}
