package io.parley.client.reconnect;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before each attempt to connect again: not at all, then longer and longer. Each
 * wait is a random part of its step, at least half of it, so that those who lost a server together
 * do not come back together. Thread-safe.
 */
final class Backoff {
  private final Duration initialDelay;
  private final Duration maxDelay;
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
    this.initialDelay = first;
    this.maxDelay = longest;
    this.random = random;
  }

  /** The next wait. */
  synchronized Duration nextDelay() {
    double part = (1 + random.getAsDouble()) / 2;
    Duration wait = Duration.ofNanos(Math.round(step.toNanos() * part));
    Duration doubled = step.isZero() ? initialDelay : step.multipliedBy(2);
    step = doubled.compareTo(maxDelay) > 0 ? maxDelay : doubled;
    return wait;
  }

  /** Begins anew: the next wait is none. */
  synchronized void reset() {
    step = Duration.ZERO;
  }
}
