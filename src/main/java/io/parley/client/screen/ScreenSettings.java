package io.parley.client.screen;

import io.parley.config.SettingsReader;
import java.util.List;
import java.util.Set;

/**
 * Settings of the screen.
 *
 * @param highlight words that are highlighted, in addition to the nickname
 * @param bell whether highlights and private messages ring the bell
 * @param scrollback the lines kept of each room
 * @param rightToLeft what puts right-to-left text in visual order: {@code client}, {@code
 *     terminal}, or {@code auto}
 */
public record ScreenSettings(
    List<String> highlight, boolean bell, int scrollback, String rightToLeft) {
  private static final int MIN_SCROLLBACK = 100;
  private static final int MAX_SCROLLBACK = 1_000_000;

  /** Reads the settings; the reader collects the errors. */
  public static ScreenSettings read(SettingsReader reader) {
    return new ScreenSettings(
        reader.strings("highlight"),
        reader.bool("bell"),
        reader.integer("scrollback", MIN_SCROLLBACK, MAX_SCROLLBACK),
        reader.oneOf("right-to-left", Set.of("auto", "client", "terminal")));
  }
}
