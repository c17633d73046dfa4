package io.parley.client.terminal.bidi;

import org.jline.terminal.Terminal;

/**
 * Tells a terminal that it gets characters in the order in which they are shown. A terminal that
 * would put in order what is read from right to left would do it again; one that never does it
 * passes this over.
 */
public final class TerminalBidiMode {
  /** BDSM of ECMA-48, as https://terminal-wg.pages.freedesktop.org/bidi/ has it. */
  private static final String EXPLICIT_MODE = "\u001b[8l";

  private static final String IMPLICIT_MODE = "\u001b[8h";

  private final Terminal terminal;
  private final boolean enabled;

  /**
   * Tells it.
   *
   * @param ordered whether that is so
   */
  public TerminalBidiMode(Terminal terminal, boolean ordered) {
    this.terminal = terminal;
    this.enabled = ordered;
    enter();
  }

  /** Tells it again, after {@link #restore}. */
  public void enter() {
    write(EXPLICIT_MODE);
  }

  /** What follows is of others again, who know nothing of it. */
  public void restore() {
    write(IMPLICIT_MODE);
  }

  private void write(String sequence) {
    if (enabled) {
      terminal.writer().write(sequence);
    }
  }
}
