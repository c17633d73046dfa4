package io.parley.address;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Some token buckets, without locks. A bucket is one number, the time at which it will be full, as
 * in the generic cell rate algorithm. Its {@link Rate} is an argument, so that a new rate applies
 * at once. Times are of a monotonic clock such as {@link System#nanoTime}, in nanoseconds.
 */
public final class TokenBuckets {
  private final AtomicLongArray fullAt;

  /** Creates full buckets. */
  public TokenBuckets(int count, long now) {
    this.fullAt = new AtomicLongArray(count);
    for (int i = 0; i < count; i++) {
      fullAt.set(i, now);
    }
  }

  /**
   * Takes units that may not be there yet.
   *
   * @param units at least 0
   * @return the time until they are there, in nanoseconds; 0 if they are
   */
  public long take(int bucket, Rate rate, long units, long now) {
    long cost = units * rate.intervalNanos();
    long full = fullAt.accumulateAndGet(bucket, cost, (old, added) -> later(old, now) + added);
    return Math.max(0, full - now - capacity(rate));
  }

  /** Takes one unit, unless it is not there yet. */
  public boolean tryTake(int bucket, Rate rate, long now) {
    while (true) {
      long old = fullAt.get(bucket);
      long full = later(old, now) + rate.intervalNanos();
      if (full - now > capacity(rate)) {
        return false;
      }
      if (fullAt.compareAndSet(bucket, old, full)) {
        return true;
      }
    }
  }

  /** Whether all buckets are full, as new ones are. */
  public boolean areFull(long now) {
    for (int i = 0; i < fullAt.length(); i++) {
      if (fullAt.get(i) - now > 0) {
        return false;
      }
    }
    return true;
  }

  private static long capacity(Rate rate) {
    return rate.burst() * rate.intervalNanos();
  }

  /** The clock may have any origin and overflow, so that only differences can be compared. */
  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }
}
