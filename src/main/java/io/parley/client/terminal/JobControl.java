package io.parley.client.terminal;

import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.InfoCmp.Capability;

/**
 * Ctrl-Z: the shell has the terminal as it was until it lets the program go on. Used with the lock
 * of the input, so that nobody draws meanwhile.
 */
final class JobControl {
  private final Terminal terminal;
  private final RawMode rawMode;
  private final TerminalView view;
  private final LineReader editor;
  private final ProcessControl process;

  JobControl(
      Terminal terminal,
      RawMode mode,
      TerminalView view,
      LineReader input,
      ProcessControl program) {
    this.terminal = terminal;
    this.rawMode = mode;
    this.view = view;
    this.editor = input;
    this.process = program;
  }

  /** Stops the program, and takes the terminal again when it goes on. */
  void suspend() {
    boolean editing = editor.isReading();
    if (editing) {
      terminal.puts(Capability.keypad_local);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
    }
    view.restore();
    rawMode.restore();
    SignalHandler here = terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL); // which stops it
    process.suspend();
    SignalHandler ignored = terminal.handle(Signal.TSTP, here);
    rawMode.enter();
    view.enter();
    if (editing) {
      terminal.puts(Capability.keypad_xmit);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
    }
  }
}
