package io.parley.client;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** When the server was asked whether it is there. Thread-safe. */
final class Pings {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;
  private OptionalLong asked = OptionalLong.empty();

  Pings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void asked() {
    asked = OptionalLong.of(nanoTime.getAsLong());
  }

  /**
   * How many milliseconds the answer took; empty if nobody had asked: some servers say it unasked.
   */
  synchronized OptionalLong answered() {
    OptionalLong took =
        asked.isEmpty()
            ? asked
            : OptionalLong.of((nanoTime.getAsLong() - asked.getAsLong()) / NANOS_PER_MILLI);
    asked = OptionalLong.empty();
    return took;
  }
}
