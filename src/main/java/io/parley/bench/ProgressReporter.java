package io.parley.bench;

import io.parley.bench.BenchmarkProgress.Phase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.pekko.Done;

/** Waits for the end of a phase, and reports progress once a second meanwhile. */
final class ProgressReporter {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  private final BenchmarkStats stats;
  private final Consumer<BenchmarkProgress> progress;
  private final AtomicInteger connectedClients = new AtomicInteger();
  private long lastReport;

  ProgressReporter(BenchmarkStats stats, Consumer<BenchmarkProgress> progress) {
    this.stats = stats;
    this.progress = progress;
  }

  /** Counts a registered client. Thread-safe. */
  Done onClientConnected() {
    connectedClients.incrementAndGet();
    return Done.getInstance();
  }

  int connectedClients() {
    return connectedClients.get();
  }

  /** Waits for a future; throws a {@link CompletionException} if it fails. */
  void awaitCompletion(Phase phase, CompletableFuture<Done> done) throws InterruptedException {
    long start = startInterval();
    while (true) {
      try {
        done.get(SECOND, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        report(phase, start, BenchmarkStats.emptyHistogram());
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  void awaitDuration(Phase phase, Duration time) throws InterruptedException {
    awaitDuration(phase, time, BenchmarkStats.emptyHistogram());
  }

  /**
   * Waits for a duration.
   *
   * @param latency the latencies of all deliveries in this time are added to it
   * @return the actual duration
   */
  Duration awaitDuration(Phase phase, Duration time, Histogram latency)
      throws InterruptedException {
    long start = startInterval();
    long end = start + time.toNanos();
    for (long now = start; now < end; now = System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(SECOND - (now - lastReport), end - now));
      if (System.nanoTime() - lastReport >= SECOND) {
        report(phase, start, latency);
      }
    }
    latency.add(stats.intervalLatency());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits until a number is 0, or has not changed for {@code timeout}. */
  void awaitZero(Phase phase, Supplier<Long> number, Duration timeout) throws InterruptedException {
    long start = startInterval();
    long last = number.get();
    long changedAt = start;
    while (last != 0 && System.nanoTime() - changedAt < timeout.toNanos()) {
      TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL);
      long next = number.get();
      if (next != last) {
        last = next;
        changedAt = System.nanoTime();
      }
      if (System.nanoTime() - lastReport >= SECOND) {
        report(phase, start, BenchmarkStats.emptyHistogram());
      }
    }
  }

  private long startInterval() {
    stats.intervalLatency();
    lastReport = System.nanoTime();
    return lastReport;
  }

  private void report(Phase phase, long start, Histogram latency) {
    long now = System.nanoTime();
    Histogram interval = stats.intervalLatency();
    latency.add(interval);
    progress.accept(
        new BenchmarkProgress(
            phase,
            Duration.ofNanos(now - start),
            connectedClients(),
            interval.getTotalCount() * 1e9 / (now - lastReport),
            micros(interval.getValueAtPercentile(50)),
            micros(interval.getValueAtPercentile(99))));
    lastReport = now;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
