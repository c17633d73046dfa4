package io.parley.cli.terminal;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows the terminals that have hyperlinks (OSC 8). Others ignore them, except very old ones, which
 * may show parts of the control sequence.
 *
 * @see <a href="https://github.com/Alhadis/OSC8-Adoption">OSC 8 adoption in terminal emulators</a>
 */
final class TerminalLinkSupport {
  /** VTE 0.50.0 has hyperlinks, but crashes on some. */
  private static final int FIRST_VTE = 5001;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Values of TERM; tmux passes links on to terminals that have them, and drops them otherwise. */
  private static final Pattern TYPES =
      Pattern.compile("(tmux|foot|alacritty|contour|wezterm|xterm-kitty|xterm-ghostty)([-+.].*)?");

  /** The text consoles and old terminals, whatever program runs in them. */
  private static final Pattern CONSOLES =
      Pattern.compile("(linux|vt[0-9]+|ansi|cons25|dumb)(-.*)?");

  private static final Set<String> PROGRAMS =
      Set.of("iTerm.app", "WezTerm", "ghostty", "vscode", "mintty", "tmux", "Hyper", "rio");

  /** Terminals without links that set COLORTERM. */
  private static final Set<String> PROGRAMS_WITHOUT = Set.of("Apple_Terminal");

  private TerminalLinkSupport() {}

  /**
   * Whether web addresses are shown as hyperlinks.
   *
   * @param setting {@code on}, {@code off} or {@code auto}
   * @param type the type of the terminal, as in TERM
   */
  static boolean showsLinks(String setting, String type, Map<String, String> environment) {
    return setting.equals("on") || (setting.equals("auto") && isKnown(type, environment));
  }

  private static boolean isKnown(String type, Map<String, String> environment) {
    String program = environment.getOrDefault("TERM_PROGRAM", "");
    String vte = environment.getOrDefault("VTE_VERSION", "");
    boolean isGnuScreen = environment.containsKey("STY") && !program.equals("tmux");
    if (isGnuScreen || CONSOLES.matcher(type).matches() || PROGRAMS_WITHOUT.contains(program)) {
      return false;
    }
    if (NUMBER.matcher(vte).matches() && !type.startsWith("tmux")) {
      return Integer.parseInt(vte) >= FIRST_VTE;
    }
    return TYPES.matcher(type).matches()
        || PROGRAMS.contains(program)
        || environment.containsKey("WT_SESSION")
        || environment.getOrDefault("COLORTERM", "").matches("truecolor|24bit");
  }
}
