package io.parley.client.terminal;

import org.jline.terminal.Terminal;

/**
 * The title of the terminal's window: the number of highlights and the room. Does nothing on
 * terminal types that may show the control sequences as text.
 */
final class WindowTitle {
  /** xterm's control sequences: push the title (22;2t), and pop it (23;2t). */
  private static final String SAVE = "\u001b[22;2t";

  private static final String RESTORE = "\u001b[23;2t";
  private static final String BEGIN = "\u001b]2;";
  private static final String END = "\u0007";

  private final Terminal terminal;
  private final boolean supported;
  private String shown = "";

  WindowTitle(Terminal terminal) {
    this.terminal = terminal;
    this.supported = XtermControls.areKnownTo(terminal);
    save();
  }

  /** Saves the title of the terminal until {@link #restore}. */
  void save() {
    shown = "";
    write(SAVE);
  }

  /** Sets the title if it has changed. */
  void show(String room, int highlights) {
    String next = (highlights > 0 ? "(" + highlights + ") " : "") + "#" + room + " - parley";
    if (!next.equals(shown)) {
      shown = next;
      write(BEGIN + next + END);
    }
  }

  void restore() {
    write(RESTORE);
  }

  private void write(String sequence) {
    if (supported) {
      terminal.writer().write(sequence);
    }
  }
}
