package io.parley.cli.option;

import io.parley.history.NewMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a date (midnight UTC) or a date and time with an offset, in the form of ISO 8601. */
public final class InstantConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String value) {
    try {
      Instant time =
          value.indexOf('T') < 0
              ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(value).toInstant();
      if (NewMessage.isStorable(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      // The same error as for a year that no store can compare.
    }
    throw new TypeConversionException(
        "'" + value + "' is not a time such as 2026-01-31 or 2026-01-31T12:00:00Z");
  }
}
