package io.parley.client.screen;

import io.parley.config.SettingsReader;
import java.util.List;
import java.util.Set;

/**
 * What a person wants of their screen.
 *
 * @param highlight words that stand out, besides the nickname
 * @param bell whether the terminal rings for those, and for private messages
 * @param scrollback how many lines are kept of each room
 * @param rightToLeft who puts in order what is read from right to left: {@code client}, {@code
 *     terminal}, or {@code auto}
 */
public record ScreenSettings(
    List<String> highlight, boolean bell, int scrollback, String rightToLeft) {
  private static final int LEAST = 100;
  private static final int MOST = 1_000_000;

  /** Reads them; the reader keeps their mistakes. */
  public static ScreenSettings read(SettingsReader reader) {
    return new ScreenSettings(
        reader.strings("highlight"),
        reader.bool("bell"),
        reader.integer("scrollback", LEAST, MOST),
        reader.oneOf("right-to-left", Set.of("auto", "client", "terminal")));
  }
}
