package io.parley.bench;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** The counters that all clients of a benchmark share. Thread-safe. */
final class BenchmarkStats {
  /** A longer latency counts as this. */
  private static final long MAX_MICROS = 60_000_000;

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder latency = new Recorder(MAX_MICROS, SIGNIFICANT_DIGITS);
  private final LongAdder errors = new LongAdder();
  private final LongAdder unsent = new LongAdder();
  private final LongAdder lostConnections = new LongAdder();
  private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();

  /**
   * Counts a delivery and its latency.
   *
   * @param intendedSendTime as {@link System#nanoTime}
   */
  void countDelivered(long intendedSendTime) {
    long micros = (System.nanoTime() - intendedSendTime) / 1000;
    latency.recordValue(Math.max(0, Math.min(micros, MAX_MICROS)));
  }

  /** Counts a request that was rejected or a frame that could not be decoded. */
  void countError(String error) {
    errors.increment();
    firstError.compareAndSet(null, error);
  }

  /** Counts a message that was not sent because the send queue was full. */
  void countUnsent() {
    unsent.increment();
  }

  /** Counts a connection that the server closed. */
  void countLostConnection(String error) {
    lostConnections.increment();
    firstError.compareAndSet(null, error);
  }

  /** The latencies in microseconds since the last call. */
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

  /** The text of the first error or lost connection. */
  Optional<String> firstError() {
    return Optional.ofNullable(firstError.get());
  }
}
