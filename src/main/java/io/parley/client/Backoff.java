package io.parley.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before each attempt to connect again: not at all, then longer and longer. Each
 * wait is a random part of its step, at least half of it, so that those who lost a server together
 * do not come back together. Thread-safe.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier random;
  private Duration step = Duration.ZERO;

  /**
   * Delays from the beginning.
   *
   * @param first the first step, which each further one doubles
   * @param longest the longest step
   * @param random from 0 up to 1
   */
  Backoff(Duration first, Duration longest, DoubleSupplier random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** The next wait. */
  synchronized Duration next() {
    double part = (1 + random.getAsDouble()) / 2;
    Duration wait = Duration.ofNanos(Math.round(step.toNanos() * part));
    Duration doubled = step.isZero() ? first : step.multipliedBy(2);
    step = doubled.compareTo(longest) > 0 ? longest : doubled;
    return wait;
  }

  /** Begins anew: the next wait is none. */
  synchronized void reset() {
    step = Duration.ZERO;
  }
}
