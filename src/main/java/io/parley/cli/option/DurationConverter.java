package io.parley.cli.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a duration: a whole number of days, hours, minutes or seconds, for instance 12h. */
public final class DurationConverter implements ITypeConverter<Duration> {
  /** At most five digits, so that no unit overflows. */
  private static final Pattern DURATION = Pattern.compile("(\\d{1,5})\\s*([dhms])");

  @Override
  public Duration convert(String value) {
    Matcher duration = DURATION.matcher(value.strip());
    if (!duration.matches()) {
      throw new TypeConversionException(
          "'" + value + "' is not a duration such as 365d, 12h, 30m or 10s");
    }
    long count = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }
}
