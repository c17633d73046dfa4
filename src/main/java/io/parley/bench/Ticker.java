package io.parley.bench;

import io.parley.bench.Progress.Phase;
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
final class Ticker {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);

  private final Tally tally;
  private final Consumer<Progress> progress;
  private final AtomicInteger clients = new AtomicInteger();
  private long lastTick;

  Ticker(Tally tally, Consumer<Progress> progress) {
    this.tally = tally;
    this.progress = progress;
  }

  /** Another client is in. Thread-safe. */
  Done another() {
    clients.incrementAndGet();
    return Done.getInstance();
  }

  int clients() {
    return clients.get();
  }

  /** Waits until something is done; fails as that does. */
  void until(Phase phase, CompletableFuture<Done> done) throws InterruptedException {
    long begun = begin();
    while (true) {
      try {
        done.get(SECOND, TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        tick(phase, begun, Tally.noLatency());
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
  }

  void during(Phase phase, Duration time) throws InterruptedException {
    during(phase, time, Tally.noLatency());
  }

  /**
   * Waits for so long.
   *
   * @param latency gets the latency of all that is delivered meanwhile
   * @return how long it was
   */
  Duration during(Phase phase, Duration time, Histogram latency) throws InterruptedException {
    long begun = begin();
    long end = begun + time.toNanos();
    for (long now = begun; now < end; now = System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(SECOND - (now - lastTick), end - now));
      if (System.nanoTime() - lastTick >= SECOND) {
        tick(phase, begun, latency);
      }
    }
    latency.add(tally.latencySince());
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Waits until a number is 0, or stays the same for too long. */
  void whileChanging(Phase phase, Supplier<Long> number, Duration patience)
      throws InterruptedException {
    long begun = begin();
    long last = number.get();
    long changed = begun;
    while (last != 0 && System.nanoTime() - changed < patience.toNanos()) {
      TimeUnit.NANOSECONDS.sleep(GLANCE);
      long next = number.get();
      if (next != last) {
        last = next;
        changed = System.nanoTime();
      }
      if (System.nanoTime() - lastTick >= SECOND) {
        tick(phase, begun, Tally.noLatency());
      }
    }
  }

  private long begin() {
    tally.latencySince();
    lastTick = System.nanoTime();
    return lastTick;
  }

  private void tick(Phase phase, long begun, Histogram latency) {
    long now = System.nanoTime();
    Histogram since = tally.latencySince();
    latency.add(since);
    progress.accept(
        new Progress(
            phase,
            Duration.ofNanos(now - begun),
            clients(),
            since.getTotalCount() * 1e9 / (now - lastTick),
            micros(since.getValueAtPercentile(50)),
            micros(since.getValueAtPercentile(99))));
    lastTick = now;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
