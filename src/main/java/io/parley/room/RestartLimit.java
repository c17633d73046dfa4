package io.parley.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Limits how often a room restarts after a failure. One actor owns it. */
final class RestartLimit {
  private final int maxRestarts;
  private final Duration window;
  private final LongSupplier nanoTime;
  private final Deque<Long> restarts = new ArrayDeque<>();

  /**
   * Creates a limit that has counted no restart.
   *
   * @param maxRestarts the maximum number of restarts within the window
   */
  RestartLimit(int maxRestarts, Duration window, LongSupplier nanoTime) {
    this.maxRestarts = maxRestarts;
    this.window = window;
    this.nanoTime = nanoTime;
  }

  /** Counts a restart. Returns false if the limit within the window is exceeded. */
  boolean tryRestart() {
    long now = nanoTime.getAsLong();
    restarts.removeIf(time -> now - time >= window.toNanos());
    if (restarts.size() >= maxRestarts) {
      return false;
    }
    restarts.add(now);
    return true;
  }
}
