package io.parley.client.terminal.bidi;

import org.jline.terminal.Terminal;

/**
 * Switches a terminal to explicit mode, in which it gets characters in visual order and does not
 * reorder them again. Terminals without bidirectional text ignore it.
 */
public final class TerminalBidiMode {
  /** BDSM of ECMA-48; see https://terminal-wg.pages.freedesktop.org/bidi/. */
  private static final String EXPLICIT_MODE = "\u001b[8l";

  private static final String IMPLICIT_MODE = "\u001b[8h";

  private final Terminal terminal;
  private final boolean enabled;

  /**
   * Enters explicit mode.
   *
   * @param enabled whether the client reorders text; otherwise this class does nothing
   */
  public TerminalBidiMode(Terminal terminal, boolean enabled) {
    this.terminal = terminal;
    this.enabled = enabled;
    enter();
  }

  /** Enters explicit mode again after {@link #restore}. */
  public void enter() {
    write(EXPLICIT_MODE);
  }

  /** Returns to implicit mode, the terminal's default. */
  public void restore() {
    write(IMPLICIT_MODE);
  }

  private void write(String sequence) {
    if (enabled) {
      terminal.writer().write(sequence);
    }
  }
}
