package io.parley.client.terminal;

import java.io.IOError;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/**
 * The terminal's raw mode: the system delivers each key at once and does not echo it. Ctrl-\ sends
 * no SIGQUIT, on which Java would print a thread dump.
 */
final class RawMode {
  /** Disables a control character. */
  private static final int DISABLED = 0;

  private final Terminal terminal;
  private final Attributes original;
  private final Attributes raw;

  /** Stores the attributes of the terminal and does not change them yet. */
  RawMode(Terminal terminal) {
    this.terminal = terminal;
    this.original = terminal.getAttributes();
    this.raw = new Attributes(original);
    raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
    raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
    raw.setControlChar(ControlChar.VMIN, 0);
    raw.setControlChar(ControlChar.VTIME, 1);
    raw.setControlChar(ControlChar.VQUIT, DISABLED);
  }

  void enter() {
    terminal.setAttributes(raw);
  }

  /** Restores the original attributes. */
  void restore() {
    try {
      terminal.setAttributes(original);
    } catch (IOError e) { // Ctrl-C may have interrupted stty
      terminal.setAttributes(original);
    }
  }
}
