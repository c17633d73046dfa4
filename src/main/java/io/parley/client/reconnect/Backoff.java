package io.parley.client.reconnect;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The delays between attempts, each twice as long as the one before, up to a maximum. A delay is a
 * random part of its step, at least half of it, so that clients that lose a server at the same time
 * do not come back at the same time.
 */
final class Backoff {
  private final Duration first;
  private final Duration initial;
  private final Duration max;
  private final DoubleSupplier random;
  private Duration step;

  /**
   * No delay was given yet.
   *
   * @param first the first step, which may be zero
   * @param initial the step after zero
   * @param max the longest step
   * @param random from 0 to 1
   */
  Backoff(Duration first, Duration initial, Duration max, DoubleSupplier random) {
    this.first = first;
    this.initial = initial;
    this.max = max;
    this.random = random;
    this.step = first;
  }

  /** The next delay is the first one again. */
  void reset() {
    step = first;
  }

  /**
   * The next delay.
   *
   * @param least the shortest step
   */
  Duration next(Duration least) {
    step = step.compareTo(least) < 0 ? least : step;
    double factor = (1 + random.getAsDouble()) / 2;
    Duration delay = Duration.ofNanos(Math.round(step.toNanos() * factor));
    Duration doubled = step.isZero() ? initial : step.multipliedBy(2);
    step = doubled.compareTo(max) > 0 ? max : doubled;
    return delay;
  }
}
