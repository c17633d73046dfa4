package io.parley.client.screen;

import io.parley.client.model.JoinSettings;
import io.parley.config.SettingsReader;
import java.time.Duration;
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
 * @param topicLine whether the top line of a window shows its topic
 * @param links whether web addresses are hyperlinks of the terminal: {@code on}, {@code off}, or
 *     {@code auto}
 * @param mouse whether the terminal reports the mouse
 * @param joins which joins and leaves are shown
 */
public record ScreenSettings(
    List<String> highlight,
    boolean bell,
    int scrollback,
    String rightToLeft,
    boolean topicLine,
    String links,
    boolean mouse,
    JoinSettings joins) {
  private static final int MIN_SCROLLBACK = 100;
  private static final int MAX_SCROLLBACK = 1_000_000;
  private static final Duration MIN_TALKER_TIME = Duration.ofSeconds(1);
  private static final Duration MAX_TALKER_TIME = Duration.ofDays(1);

  /** Reads the settings; the reader collects the errors. */
  public static ScreenSettings read(SettingsReader reader) {
    return new ScreenSettings(
        reader.strings("highlight"),
        reader.bool("bell"),
        reader.integer("scrollback", MIN_SCROLLBACK, MAX_SCROLLBACK),
        reader.oneOf("right-to-left", Set.of("auto", "client", "terminal")),
        reader.bool("topic-line"),
        reader.oneOf("links", Set.of("auto", "on", "off")),
        reader.bool("mouse"),
        new JoinSettings(
            JoinSettings.Shown.of(reader.oneOf("show-joins", JoinSettings.Shown.NAMES)),
            reader.duration("talker-time", MIN_TALKER_TIME, MAX_TALKER_TIME)));
  }
}
