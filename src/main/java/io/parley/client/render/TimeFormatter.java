package io.parley.client.render;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats times in the zone of a clock. Times up to 1970 or after the year 9999 count as unknown.
 */
public final class TimeFormatter {
  private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

  /** Stands for an unknown time. */
  public static final String UNKNOWN = "--:--";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Clock clock;

  public TimeFormatter(Clock clock) {
    this.clock = clock;
  }

  /** {@code 10:42}. */
  public String time(Instant instant) {
    return zoned(instant).map(TIME::format).orElse(UNKNOWN);
  }

  /** {@code 2026-03-03 10:42}. */
  String dateAndTime(Instant instant) {
    return zoned(instant).map(DATE_AND_TIME::format).orElse(UNKNOWN);
  }

  /**
   * {@code 10:42}, on another day {@code 03-03 10:42}, in another year {@code 2025-03-03 10:42}.
   */
  String shortTime(Instant instant) {
    Optional<LocalDate> day = day(instant);
    if (day.isEmpty() || day.get().equals(today())) {
      return time(instant);
    }
    String full = dateAndTime(instant);
    return day.get().getYear() == today().getYear() ? full.substring(full.indexOf('-') + 1) : full;
  }

  /** {@code 10:42}, on another day {@code 10:42 on Tuesday, 3 March 2026}. */
  String since(Instant instant) {
    return day(instant)
        .filter(day -> !day.equals(today()))
        .map(day -> time(instant) + " on " + date(day))
        .orElseGet(() -> time(instant));
  }

  /** {@code Tuesday, 3 March 2026}. */
  public static String date(LocalDate day) {
    return DATE.format(day);
  }

  /** The date; empty if it is unknown. */
  public Optional<LocalDate> day(Instant instant) {
    return zoned(instant).map(ZonedDateTime::toLocalDate);
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /** Whether a time is known. */
  static boolean isKnown(Instant instant) {
    return instant.isAfter(Instant.EPOCH) && instant.isBefore(LAST);
  }

  private Optional<ZonedDateTime> zoned(Instant instant) {
    return isKnown(instant) ? Optional.of(instant.atZone(clock.getZone())) : Optional.empty();
  }
}
