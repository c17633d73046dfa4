package io.parley.bench;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** What all clients of a run count together. Thread-safe. */
final class Tally {
  /** In microseconds; what takes longer counts as this. */
  private static final long LONGEST = 60_000_000;

  private static final int DIGITS = 3;

  private final Recorder latency = new Recorder(LONGEST, DIGITS);
  private final LongAdder wrong = new LongAdder();
  private final LongAdder unsaid = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();

  /** Somebody has heard something that was due then, as {@link System#nanoTime} has it. */
  void countDelivered(long due) {
    long micros = (System.nanoTime() - due) / 1000;
    latency.recordValue(Math.max(0, Math.min(micros, LONGEST)));
  }

  /** The server refused something, or said something that cannot be read. */
  void countWrong(String why) {
    wrong.increment();
    complaint.compareAndSet(null, why);
  }

  /** Something was not said, as too much waited already. */
  void countUnsaid() {
    unsaid.increment();
  }

  /** A connection has ended that should not. */
  void countLost(String why) {
    lost.increment();
    complaint.compareAndSet(null, why);
  }

  /** In microseconds, of what was delivered since this was last asked. */
  Histogram latencySince() {
    return latency.getIntervalHistogram();
  }

  static Histogram noLatency() {
    return new Histogram(LONGEST, DIGITS);
  }

  long wrong() {
    return wrong.sum();
  }

  long unsaid() {
    return unsaid.sum();
  }

  long lost() {
    return lost.sum();
  }

  /** The first that went wrong. */
  Optional<String> complaint() {
    return Optional.ofNullable(complaint.get());
  }
}
