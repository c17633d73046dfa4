package io.parley.client.terminal;

import org.jline.terminal.Terminal;

/**
 * Tells a terminal that it gets characters in the order in which they are shown. A terminal that
 * would put in order what is read from right to left would do it again; one that never does it
 * passes this over.
 */
final class CharacterOrder {
  /** BDSM of ECMA-48, as https://terminal-wg.pages.freedesktop.org/bidi/ has it. */
  private static final String AS_SHOWN = "\u001b[8l";

  private static final String AS_READ = "\u001b[8h";

  private final Terminal terminal;
  private final boolean ordered;

  /**
   * Tells it.
   *
   * @param ordered whether that is so
   */
  CharacterOrder(Terminal terminal, boolean ordered) {
    this.terminal = terminal;
    this.ordered = ordered;
    take();
  }

  /** Tells it again, after {@link #giveBack}. */
  void take() {
    write(AS_SHOWN);
  }

  /** What follows is of others again, who know nothing of it. */
  void giveBack() {
    write(AS_READ);
  }

  private void write(String sequence) {
    if (ordered) {
      terminal.writer().write(sequence);
    }
  }
}
