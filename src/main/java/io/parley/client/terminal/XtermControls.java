package io.parley.client.terminal;

import java.util.regex.Pattern;
import org.jline.terminal.Terminal;

/** Knows the terminal types that understand, or at least skip, the control sequences of xterm. */
final class XtermControls {
  private static final Pattern TYPES =
      Pattern.compile(
          "(xterm|rxvt|screen|tmux|alacritty|foot|konsole|vte|gnome|putty|st|wezterm|contour)"
              + "([-.+].*)?");

  private XtermControls() {}

  /** Whether the terminal shows none of them as text: titles, mouse modes, the clipboard. */
  static boolean areKnownTo(Terminal terminal) {
    return TYPES.matcher(terminal.getType()).matches();
  }
}
