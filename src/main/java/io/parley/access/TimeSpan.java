package io.parley.access;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people type them: a whole number and a unit, {@code s}, {@code m}, {@code h} or
 * {@code d}.
 */
public final class TimeSpan {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,8})([smhd])");
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private TimeSpan() {}

  /** Empty if the text is no duration. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "m" -> MINUTE;
          case "h" -> HOUR;
          default -> DAY;
        };
    return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unit));
  }

  /** The shortest form with one unit, in whole seconds. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
