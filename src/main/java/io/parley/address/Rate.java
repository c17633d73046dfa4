package io.parley.address;

import java.time.Duration;

/**
 * How much may happen: a burst at once, and after it one unit in each interval.
 *
 * @param burst the number of units that may come at once after a pause, at least 1
 * @param intervalNanos the time between two units after the burst, at least 1 ns
 */
public record Rate(long burst, long intervalNanos) {
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  public Rate {
    if (burst < 1 || intervalNanos < 1) {
      throw new IllegalArgumentException(burst + ", then one each " + intervalNanos + " ns");
    }
  }

  /**
   * A rate of so many units a minute.
   *
   * @param perMinute 1 to 60,000,000,000
   */
  public static Rate perMinute(long burst, long perMinute) {
    return new Rate(burst, MINUTE_NANOS / perMinute);
  }

  /**
   * A rate of so many units a second.
   *
   * @param perSecond 1 to 1,000,000,000
   */
  public static Rate perSecond(long burst, long perSecond) {
    return new Rate(burst, SECOND_NANOS / perSecond);
  }

  /** A rate that allows so many times as much, both at once and later. */
  public Rate times(int factor) {
    return new Rate(burst * factor, Math.max(1, intervalNanos / factor));
  }

  /** The number of units that may come within a time, the burst included. */
  public long unitsWithin(Duration time) {
    return burst + time.toNanos() / intervalNanos;
  }
}
