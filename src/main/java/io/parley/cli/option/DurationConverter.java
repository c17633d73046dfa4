package io.parley.cli.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an age from the command line: a whole number of days, hours, minutes or seconds. */
public final class DurationConverter implements ITypeConverter<Duration> {
  /** Five digits: a hundred years in days, and no overflow in any unit. */
  private static final Pattern AGE = Pattern.compile("(\\d{1,5})\\s*([dhms])");

  @Override
  public Duration convert(String value) {
    Matcher age = AGE.matcher(value.strip());
    if (!age.matches()) {
      throw new TypeConversionException("'" + value + "' is no time such as 365d, 12h or 30m");
    }
    long count = Long.parseLong(age.group(1));
    return switch (age.group(2)) {
      case "d" -> Duration.ofDays(count);
      case "h" -> Duration.ofHours(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofSeconds(count);
    };
  }
}
