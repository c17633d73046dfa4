package io.parley.connection.rate;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts the arrivals of each kind within a sliding window. It moves in steps of a tenth of its
 * length, so that it is up to a tenth shorter than stated. The stream of a connection owns it.
 */
final class ArrivalWindow {
  private static final int STEPS = 10;

  private static final int KINDS = InputKind.COUNT;

  /** The number of each kind in each step. */
  private final int[] counts = new int[STEPS * KINDS];

  private final int[] totals = new int[KINDS];
  private long stepStart;
  private int step;

  /**
   * @param now the time of a monotonic clock, in nanoseconds
   */
  ArrivalWindow(long now) {
    this.stepStart = now;
  }

  /** Counts one arrival, and returns the number of those of its kind within the window. */
  int add(InputKind kind, Duration window, long now) {
    advance(Math.max(1, window.toNanos() / STEPS), now);
    counts[step * KINDS + kind.bucket()]++;
    return ++totals[kind.bucket()];
  }

  private void advance(long stepNanos, long now) {
    if (now - stepStart >= stepNanos * STEPS) {
      Arrays.fill(counts, 0);
      Arrays.fill(totals, 0);
      stepStart = now;
    }
    while (now - stepStart >= stepNanos) {
      stepStart += stepNanos;
      step = (step + 1) % STEPS;
      for (int kind = 0; kind < KINDS; kind++) {
        totals[kind] -= counts[step * KINDS + kind];
        counts[step * KINDS + kind] = 0;
      }
    }
  }
}
