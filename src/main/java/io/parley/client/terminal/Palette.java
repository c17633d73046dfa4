package io.parley.client.terminal;

import io.parley.protocol.Nickname;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/**
 * The styles of a terminal. A nickname has the same colour in every room and after every start. The
 * colours are readable on dark and on light backgrounds. Immutable.
 */
final class Palette {
  /** Indexes into the 256 colours: distinct saturated colours of medium brightness. */
  private static final int[] COLOURS_OF_256 = {
    31, 32, 34, 36, 61, 62, 64, 65, 67, 68, 69, 71, 72, 96, 97, 98, 100, 101, 103, 104, 125, 126,
    127, 130, 131, 132, 133, 134, 136, 137, 139, 160, 161, 162, 163, 166, 167, 168, 172, 173
  };

  /** The 8 colours without black, white, and yellow, which is unreadable on white. */
  private static final int[] COLOURS_OF_8 = {
    AttributedStyle.RED,
    AttributedStyle.GREEN,
    AttributedStyle.BLUE,
    AttributedStyle.MAGENTA,
    AttributedStyle.CYAN
  };

  private static final int TERMINAL_256 = 256;
  private static final int TERMINAL_8 = 8;

  private final int[] colours;
  private final boolean supportsFaint;
  private final boolean hasStyles;

  private Palette(int[] colours, boolean supportsFaint, boolean hasStyles) {
    this.hasStyles = hasStyles;
    this.colours = colours;
    this.supportsFaint = supportsFaint;
  }

  /**
   * Creates the palette of a terminal.
   *
   * @param colour whether nicknames are coloured if the terminal has colours
   */
  static Palette create(Terminal terminal, boolean colour) {
    Integer maxColours = terminal.getNumericCapability(Capability.max_colors);
    boolean styles = maxColours != null && maxColours >= TERMINAL_8;
    int colours = colour && styles ? maxColours : 0;
    boolean faint = terminal.getStringCapability(Capability.enter_dim_mode) != null;
    if (colours >= TERMINAL_256) {
      return new Palette(COLOURS_OF_256, faint, styles);
    }
    return new Palette(colours >= TERMINAL_8 ? COLOURS_OF_8 : new int[0], faint, styles);
  }

  /** Whether JLine's display keeps styles on this terminal; it writes plain text to others. */
  boolean hasStyles() {
    return hasStyles;
  }

  /** The style of a nickname. */
  AttributedStyle nickname(String nickname) {
    AttributedStyle style = AttributedStyle.DEFAULT;
    if (colours.length == 0) {
      return style;
    }
    String key = Nickname.foldedKeyOf(nickname);
    return style.foreground(colours[Math.floorMod(spread(key.hashCode()), colours.length)]);
  }

  /** The style of history, times and dates. */
  AttributedStyle past() {
    return supportsFaint ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
  }

  /** The style of highlighted lines. */
  AttributedStyle marked() {
    return AttributedStyle.DEFAULT.bold();
  }

  /** The style of the status line. */
  AttributedStyle status() {
    return AttributedStyle.DEFAULT.inverse();
  }

  /** Mixes a hash code: similar names have similar hash codes, but should not share a colour. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9; // 2^32 by the golden ratio (Knuth, 6.4)
    return mixed >>> 8;
  }
}
