package io.parley.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Both clocks of the accounts, which a test advances. Thread-safe. */
final class ManualTime implements InstantSource {
  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  /** With an origin near the overflow, as {@link System#nanoTime} may have. */
  long nanoTime() {
    return Long.MAX_VALUE - 1 + nanos.get();
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }
}
