package io.parley.config;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The units of times and sizes in settings, as errors show them. */
final class SettingUnits {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern ZERO = Pattern.compile("-?0+(\\.0+)?");

  private static final List<ChronoUnit> LONGEST_FIRST =
      List.of(DAYS, HOURS, MINUTES, SECONDS, MILLIS, MICROS);

  /** The units that a person may have meant, the most probable first. */
  private static final List<ChronoUnit> FOR_LONG_TIMES = List.of(DAYS, HOURS, MINUTES, SECONDS);

  private static final List<ChronoUnit> FOR_SHORT_TIMES =
      List.of(SECONDS, MILLIS, MICROS, MINUTES, HOURS, DAYS);

  private static final Duration LONG_TIME = Duration.ofMinutes(1);

  private static final List<String> SIZES = List.of("TiB", "GiB", "MiB", "KiB");
  private static final long KIBIBYTE = 1024;

  /** The unit of a size that is a number. */
  static final String BYTES = "bytes";

  private SettingUnits() {}

  /** The number, if a value is one without a unit and not 0, which needs none. */
  static Optional<String> numberWithoutUnit(@Nullable ConfigValue value) {
    return Optional.ofNullable(value)
        .map(present -> String.valueOf(present.unwrapped()).strip())
        .filter(text -> NUMBER.matcher(text).matches() && !ZERO.matcher(text).matches());
  }

  /** The number with a unit in which it is within the bounds; the lower bound if there is none. */
  static String withUnit(String number, Duration min, Duration max) {
    List<ChronoUnit> units = min.compareTo(LONG_TIME) < 0 ? FOR_SHORT_TIMES : FOR_LONG_TIMES;
    double seconds = Double.parseDouble(number);
    return units.stream()
        .filter(
            unit -> {
              double time = seconds * seconds(unit.getDuration());
              return time >= seconds(min) && time <= seconds(max);
            })
        .findFirst()
        .map(unit -> number + name(unit))
        .orElseGet(() -> format(min));
  }

  private static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }

  /** A time in the longest unit of which it is a multiple. */
  static String format(Duration time) {
    if (time.isZero()) {
      return "0 s";
    }
    return LONGEST_FIRST.stream()
        .filter(unit -> time.toNanos() % unit.getDuration().toNanos() == 0)
        .findFirst()
        .map(unit -> time.dividedBy(unit.getDuration()) + " " + name(unit))
        .orElseGet(time::toString);
  }

  /** As HOCON has it. */
  private static String name(ChronoUnit unit) {
    return switch (unit) {
      case DAYS -> "d";
      case HOURS -> "h";
      case MINUTES -> "m";
      case SECONDS -> "s";
      case MILLIS -> "ms";
      default -> "us";
    };
  }

  /** The bounds of a size, for instance {@code 1 MiB to 16 TiB} or {@code 64 to 4000 bytes}. */
  static String formatSizes(long min, long max) {
    return min % KIBIBYTE == 0 && max % KIBIBYTE == 0
        ? formatSize(min) + " to " + formatSize(max)
        : min + " to " + max + " " + BYTES;
  }

  private static String formatSize(long bytes) {
    long unit = 1L << 40;
    for (String name : SIZES) {
      if (bytes >= unit && bytes % unit == 0) {
        return bytes / unit + " " + name;
      }
      unit /= KIBIBYTE;
    }
    return bytes + " " + BYTES;
  }
}
