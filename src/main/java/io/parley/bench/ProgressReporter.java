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

/** Waits, and tells once a second how the run goes on meanwhile. */
final class ProgressReporter {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  private final BenchmarkStats stats;
  private final Consumer<BenchmarkProgress> progress;
  private final AtomicInteger connectedClients = new AtomicInteger();
  private long lastReport;

  ProgressReporter(BenchmarkStats tally, Consumer<BenchmarkProgress> progress) {
    this.stats = tally;
    this.progress = progress;
  }

  /** Another client is in. Thread-safe. */
  Done clientConnected() {
    connectedClients.incrementAndGet();
    return Done.getInstance();
  }

  int connectedClients() {
    return connectedClients.get();
  }

  /** Waits until something is done; fails as that does. */
  void awaitCompletion(Phase phase, CompletableFuture<Done> done) throws InterruptedException {
    long begun = startInterval();
    while (true) {
      try {
        done.get(SECOND, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        report(phase, begun, BenchmarkStats.emptyHistogram());
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  void awaitDuration(Phase phase, Duration time) throws InterruptedException {
    awaitDuration(phase, time, BenchmarkStats.emptyHistogram());
  }

  /**
   * Waits for so long.
   *
   * @param latency gets the latency of all that is delivered meanwhile
   * @return how long it was
   */
  Duration awaitDuration(Phase phase, Duration time, Histogram latency)
      throws InterruptedException {
    long begun = startInterval();
    long end = begun + time.toNanos();
    for (long now = begun; now < end; now = System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(SECOND - (now - lastReport), end - now));
      if (System.nanoTime() - lastReport >= SECOND) {
        report(phase, begun, latency);
      }
    }
    latency.add(stats.intervalLatency());
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Waits until a number is 0, or stays the same for too long. */
  void awaitZero(Phase phase, Supplier<Long> number, Duration patience)
      throws InterruptedException {
    long begun = startInterval();
    long last = number.get();
    long changed = begun;
    while (last != 0 && System.nanoTime() - changed < patience.toNanos()) {
      TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL);
      long next = number.get();
      if (next != last) {
        last = next;
        changed = System.nanoTime();
      }
      if (System.nanoTime() - lastReport >= SECOND) {
        report(phase, begun, BenchmarkStats.emptyHistogram());
      }
    }
  }

  private long startInterval() {
    stats.intervalLatency();
    lastReport = System.nanoTime();
    return lastReport;
  }

  private void report(Phase phase, long begun, Histogram latency) {
    long now = System.nanoTime();
    Histogram since = stats.intervalLatency();
    latency.add(since);
    progress.accept(
        new BenchmarkProgress(
            phase,
            Duration.ofNanos(now - begun),
            connectedClients(),
            since.getTotalCount() * 1e9 / (now - lastReport),
            micros(since.getValueAtPercentile(50)),
            micros(since.getValueAtPercentile(99))));
    lastReport = now;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
