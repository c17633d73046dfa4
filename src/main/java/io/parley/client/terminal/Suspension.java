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
final class Suspension {
  private final Terminal terminal;
  private final RawMode mode;
  private final View view;
  private final LineReader input;
  private final Program program;

  Suspension(Terminal terminal, RawMode mode, View view, LineReader input, Program program) {
    this.terminal = terminal;
    this.mode = mode;
    this.view = view;
    this.input = input;
    this.program = program;
  }

  /** Stops the program, and takes the terminal again when it goes on. */
  void stop() {
    boolean editing = input.isReading();
    if (editing) {
      terminal.puts(Capability.keypad_local);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
    }
    view.giveBack();
    mode.giveBack();
    SignalHandler here = terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL); // which stops it
    program.stop();
    SignalHandler ignored = terminal.handle(Signal.TSTP, here);
    mode.enter();
    view.take();
    if (editing) {
      terminal.puts(Capability.keypad_xmit);
      terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_ON);
    }
  }
}
