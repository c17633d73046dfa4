package io.parley.cli.option;

import io.parley.history.NewMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts a date, or a date and time, in the form of ISO 8601. Without an offset it is in the
 * user's time zone; a date is its first moment there.
 */
public final class InstantConverter implements ITypeConverter<Instant> {
  private final ZoneId zone;

  /** A converter for the time zone of this process. */
  public InstantConverter() {
    this(ZoneId.systemDefault());
  }

  InstantConverter(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Instant convert(String value) {
    try {
      Instant time = parse(value);
      if (NewMessage.isStorable(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      // The same error as for a year that no store can compare.
    }
    throw new TypeConversionException(
        "'" + value + "' is not a time such as 2026-01-31 or 2026-01-31T12:00:00Z");
  }

  private Instant parse(String value) {
    if (value.indexOf('T') < 0) {
      return LocalDate.parse(value).atStartOfDay(zone).toInstant();
    }
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(value, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : Instant.from(time);
  }
}
