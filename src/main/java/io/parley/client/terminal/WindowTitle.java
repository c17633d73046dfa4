package io.parley.client.terminal;

import java.util.regex.Pattern;
import org.jline.terminal.Terminal;

/**
 * The title of a terminal's window: the room, and before it how many lines call for somebody.
 * Terminals of a type that may show the sequences as text are left alone.
 */
final class WindowTitle {
  private static final Pattern SUPPORTED_TYPES =
      Pattern.compile(
          "(xterm|rxvt|screen|tmux|alacritty|foot|konsole|vte|gnome|putty|st)([-.+].*)?");

  /** xterm's control sequences: keep the title (22;2t), and take it back (23;2t). */
  private static final String SAVE = "\u001b[22;2t";

  private static final String RESTORE = "\u001b[23;2t";
  private static final String BEGIN = "\u001b]2;";
  private static final String END = "\u0007";

  private final Terminal terminal;
  private final boolean supported;
  private String shown = "";

  WindowTitle(Terminal terminal) {
    this.terminal = terminal;
    this.supported = SUPPORTED_TYPES.matcher(terminal.getType()).matches();
    save();
  }

  /** Takes it over; it comes back with {@link #restore}. */
  void save() {
    shown = "";
    write(SAVE);
  }

  /** Shows it, if it is another. */
  void show(String room, int waiting) {
    String next = (waiting > 0 ? "(" + waiting + ") " : "") + "#" + room + " - parley";
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
