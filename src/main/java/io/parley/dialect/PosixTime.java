package io.parley.dialect;

import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.time.Instant;

/** Times as the dialects write them: seconds since the epoch with a fraction of three digits. */
public final class PosixTime {
  private PosixTime() {}

  public static RawValue of(Instant instant) {
    return new RawValue(BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString());
  }
}
