package io.parley.client.terminal;

import org.jline.terminal.Terminal;

/**
 * Lets the terminal report the mouse, if the user wants that. Without it the terminal keeps the
 * mouse for its own selection, and sends the wheel as arrow keys or not at all. Does nothing on
 * terminal types that may show the control sequences as text.
 */
final class MouseMode {
  /** xterm's modes: report buttons (1000), with decimal numbers (1006). */
  private static final String ON = "\u001b[?1000h\u001b[?1006h";

  private static final String OFF = "\u001b[?1006l\u001b[?1000l";

  private final Terminal terminal;
  private final boolean reports;

  /**
   * Enters the mode.
   *
   * @param mouse whether the mouse is reported
   */
  MouseMode(Terminal terminal, boolean mouse) {
    this.terminal = terminal;
    this.reports = mouse && XtermControls.areKnownTo(terminal);
    enter();
  }

  void enter() {
    write(ON);
  }

  void restore() {
    write(OFF);
  }

  private void write(String sequence) {
    if (reports) {
      terminal.writer().write(sequence);
    }
  }
}
