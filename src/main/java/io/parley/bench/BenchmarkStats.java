package io.parley.bench;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** What all clients of a run count together. Thread-safe. */
final class BenchmarkStats {
  /** In microseconds; what takes longer counts as this. */
  private static final long MAX_MICROS = 60_000_000;

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder latency = new Recorder(MAX_MICROS, SIGNIFICANT_DIGITS);
  private final LongAdder errors = new LongAdder();
  private final LongAdder unsent = new LongAdder();
  private final LongAdder lostConnections = new LongAdder();
  private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

  /** Somebody has heard something that was due then, as {@link System#nanoTime} has it. */
  void countDelivered(long due) {
    long micros = (System.nanoTime() - due) / 1000;
    latency.recordValue(Math.max(0, Math.min(micros, MAX_MICROS)));
  }

  /** The server refused something, or said something that cannot be read. */
  void countError(String why) {
    errors.increment();
    firstError.compareAndSet(null, why);
  }

  /** Something was not said, as too much waited already. */
  void countUnsent() {
    unsent.increment();
  }

  /** A connection has ended that should not. */
  void countLostConnection(String why) {
    lostConnections.increment();
    firstError.compareAndSet(null, why);
  }

  /** In microseconds, of what was delivered since this was last asked. */
  Histogram intervalLatency() {
    return latency.getIntervalHistogram();
  }

  static Histogram emptyHistogram() {
    return new Histogram(MAX_MICROS, SIGNIFICANT_DIGITS);
  }

  long errors() {
    return errors.sum();
  }

  long unsent() {
    return unsent.sum();
  }

  long lostConnections() {
    return lostConnections.sum();
  }

  /** The first that went wrong. */
  Optional<String> firstError() {
    return Optional.ofNullable(firstError.get());
  }
}
