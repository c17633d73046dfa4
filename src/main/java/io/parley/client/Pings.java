package io.parley.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The pings whose pongs are still to come, in their order: those that somebody typed, with the
 * time, and those that follow requests. Thread-safe.
 */
final class Pings {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;
  private final Deque<OptionalLong> asked = new ArrayDeque<>();

  Pings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody wants to know how long the server takes. */
  synchronized void asked() {
    asked.add(OptionalLong.of(nanoTime.getAsLong()));
  }

  /** A ping follows a request. */
  synchronized void followed() {
    asked.add(OptionalLong.empty());
  }

  /** Whether a pong is still to come. */
  synchronized boolean isAwaited() {
    return !asked.isEmpty();
  }

  /**
   * A pong is here. How many milliseconds it took; empty if nobody wanted to know, or had asked:
   * some servers say it unasked.
   */
  synchronized OptionalLong answered() {
    OptionalLong since = asked.isEmpty() ? OptionalLong.empty() : asked.remove();
    return since.isEmpty()
        ? since
        : OptionalLong.of((nanoTime.getAsLong() - since.getAsLong()) / NANOS_PER_MILLI);
  }
}
