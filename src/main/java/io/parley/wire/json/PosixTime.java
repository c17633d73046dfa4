package io.parley.wire.json;

import com.fasterxml.jackson.databind.util.RawValue;
import io.parley.protocol.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Times in packets: seconds since the epoch with a fraction of three digits. */
public final class PosixTime {
  /** The end of the year 9999; a larger number is not meant as a time. */
  private static final double MAX_SECONDS = 253_402_300_799.0;

  private PosixTime() {}

  public static RawValue format(Instant instant) {
    return new RawValue(BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString());
  }

  /** The time of a stamp; the current time if the stamp is unknown. */
  public static RawValue format(Stamp stamp, InstantSource clock) {
    return format(stamp.equals(Stamp.UNKNOWN) ? clock.instant() : stamp.time());
  }

  /** The time, to the millisecond; empty before the epoch and after the year 9999. */
  public static Optional<Instant> parse(double seconds) {
    return seconds >= 0 && seconds <= MAX_SECONDS
        ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)))
        : Optional.empty();
  }
}
