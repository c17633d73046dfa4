package io.parley.client.terminal;

import java.io.IOError;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/**
 * How the system passes on what is typed: as it comes, as JLine's editor has it too. Ctrl-\ is no
 * key for the system either, at which Java would print what its threads do.
 */
final class RawMode {
  /** The terminal's character for a key that there is not. */
  private static final int NONE = 0;

  private final Terminal terminal;
  private final Attributes original;
  private final Attributes raw;

  /** Not entered yet. */
  RawMode(Terminal terminal) {
    this.terminal = terminal;
    this.original = terminal.getAttributes();
    this.raw = new Attributes(original);
    raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
    raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR), false);
    raw.setControlChar(ControlChar.VMIN, 0);
    raw.setControlChar(ControlChar.VTIME, 1);
    raw.setControlChar(ControlChar.VQUIT, NONE);
  }

  void enter() {
    terminal.setAttributes(raw);
  }

  /** As it was before. */
  void restore() {
    try {
      terminal.setAttributes(original);
    } catch (IOError e) { // Ctrl-C ends stty, too, where that sets them just then
      terminal.setAttributes(original);
    }
  }
}
