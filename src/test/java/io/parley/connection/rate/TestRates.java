package io.parley.connection.rate;

import io.parley.address.Rate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Rates for tests. */
public final class TestRates {
  private TestRates() {}

  /**
   * The same rate for all kinds, and far more for an address and for a flood.
   *
   * @param readAhead in bytes
   */
  public static InputRates of(Rate rate, int readAhead) {
    return of(rate, 1000, readAhead, 1000);
  }

  /** The same rate for all kinds; a flood is counted within 30 s. */
  public static InputRates of(Rate rate, int addressFactor, int readAhead, int floodFactor) {
    Map<InputKind, Rate> rates = new EnumMap<>(InputKind.class);
    for (InputKind kind : InputKind.values()) {
      rates.put(kind, rate);
    }
    return new InputRates(rates, addressFactor, readAhead, floodFactor, Duration.ofSeconds(30));
  }
}
