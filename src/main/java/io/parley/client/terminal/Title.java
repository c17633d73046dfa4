package io.parley.client.terminal;

import java.util.regex.Pattern;
import org.jline.terminal.Terminal;

/**
 * The title of a terminal's window: the room, and before it how many lines call for somebody.
 * Terminals of a type that may show the sequences as text are left alone.
 */
final class Title {
  private static final Pattern HAVE_ONE =
      Pattern.compile(
          "(xterm|rxvt|screen|tmux|alacritty|foot|konsole|vte|gnome|putty|st)([-.+].*)?");

  /** xterm's control sequences: keep the title (22;2t), and take it back (23;2t). */
  private static final String KEEP = "\u001b[22;2t";

  private static final String TAKE_BACK = "\u001b[23;2t";
  private static final String BEGIN = "\u001b]2;";
  private static final String END = "\u0007";

  private final Terminal terminal;
  private final boolean has;
  private String shown = "";

  Title(Terminal terminal) {
    this.terminal = terminal;
    this.has = HAVE_ONE.matcher(terminal.getType()).matches();
    take();
  }

  /** Takes it over; it comes back with {@link #giveBack}. */
  void take() {
    shown = "";
    write(KEEP);
  }

  /** Shows it, if it is another. */
  void show(String room, int waiting) {
    String next = (waiting > 0 ? "(" + waiting + ") " : "") + "#" + room + " - parley";
    if (!next.equals(shown)) {
      shown = next;
      write(BEGIN + next + END);
    }
  }

  void giveBack() {
    write(TAKE_BACK);
  }

  private void write(String sequence) {
    if (has) {
      terminal.writer().write(sequence);
    }
  }
}
