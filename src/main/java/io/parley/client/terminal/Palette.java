package io.parley.client.terminal;

import io.parley.protocol.Nickname;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/**
 * The styles of a terminal. A nickname always has the same colour, everywhere and after every
 * start. The colours are neither very bright nor very dark, so that they can be read on either
 * background.
 */
final class Palette {
  /** Of the 256: saturated ones of a middle brightness, hard to take for each other. */
  private static final int[] COLOURS_OF_256 = {
    31, 32, 34, 36, 61, 62, 64, 65, 67, 68, 69, 71, 72, 96, 97, 98, 100, 101, 103, 104, 125, 126,
    127, 130, 131, 132, 133, 134, 136, 137, 139, 160, 161, 162, 163, 166, 167, 168, 172, 173
  };

  /** Of the first eight: all but black, white and yellow, which vanishes on white. */
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

  private Palette(int[] colours, boolean dims) {
    this.colours = colours;
    this.supportsFaint = dims;
  }

  /** What a terminal can show, and somebody wants to see. */
  static Palette create(Terminal terminal, boolean colour) {
    Integer most = terminal.getNumericCapability(Capability.max_colors);
    int there = colour && most != null ? most : 0;
    boolean dims = terminal.getStringCapability(Capability.enter_dim_mode) != null;
    if (there >= TERMINAL_256) {
      return new Palette(COLOURS_OF_256, dims);
    }
    return new Palette(there >= TERMINAL_8 ? COLOURS_OF_8 : new int[0], dims);
  }

  /** Of what somebody is called. */
  AttributedStyle nickname(String nickname) {
    AttributedStyle style = AttributedStyle.DEFAULT;
    if (colours.length == 0) {
      return style;
    }
    String key = Nickname.sanitize(nickname).key();
    return style.foreground(colours[Math.floorMod(spread(key.hashCode()), colours.length)]);
  }

  /** Of what happened before. */
  AttributedStyle past() {
    return supportsFaint ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
  }

  /** Of what somebody should look at. */
  AttributedStyle marked() {
    return AttributedStyle.DEFAULT.bold();
  }

  /** Of the line that tells how things stand. */
  AttributedStyle status() {
    return AttributedStyle.DEFAULT.inverse();
  }

  /** Names that differ in their last letter only have hash codes that do so, too. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9; // 2^32 by the golden ratio (Knuth, 6.4)
    return mixed >>> 8;
  }
}
