package io.parley.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices a connection that is dead though nobody said so: the server is asked whether it is there
 * now and then, and must be heard of within a time, whatever it says. Thread-safe.
 */
final class Pulse {

  /** What it does. */
  interface Work {
    /** Asks the server whether it is there, if it can be asked. */
    void ping();

    /** Nothing was heard for too long. */
    void tearDown();
  }

  private static final Duration LEAST = Duration.ofMillis(10);

  private final Duration every;
  private final Duration silence;
  private final Pings pings;
  private final LongSupplier nanoTime;
  private final Work work;
  private long heardAt;
  private long beatAt;
  private boolean drawing;

  /**
   * The pulse of a new connection.
   *
   * @param every how often to ask
   * @param silence how long nothing may be heard
   */
  Pulse(Duration every, Duration silence, Pings pings, LongSupplier nanoTime, Work work) {
    this.every = every;
    this.silence = silence;
    this.pings = pings;
    this.nanoTime = nanoTime;
    this.work = work;
    this.heardAt = nanoTime.getAsLong();
    this.beatAt = heardAt;
  }

  /** Something has come, whatever it is. */
  synchronized void heard() {
    heardAt = nanoTime.getAsLong();
  }

  /** While a terminal is stopped nothing is read; that is no silence of the server. */
  synchronized void drawing(boolean begins) {
    drawing = begins;
    heardAt = nanoTime.getAsLong();
  }

  /** Does what is due, and returns when to look again. */
  synchronized Duration beat() {
    long now = nanoTime.getAsLong();
    if (isSilent(now)) {
      work.tearDown();
      return silence;
    }
    if (now - beatAt >= every.toNanos()) {
      beatAt = now;
      if (!pings.isOutstanding()) {
        work.ping();
      }
    }
    long untilPing = every.toNanos() - (now - beatAt);
    long untilSilent = silence.toNanos() - (now - heardAt);
    Duration next =
        Duration.ofNanos(untilSilent > 0 ? Math.min(untilPing, untilSilent) : untilPing);
    return next.compareTo(LEAST) < 0 ? LEAST : next;
  }

  private boolean isSilent(long now) {
    return !drawing
        && pings.isOutstanding()
        && pings.wasAnswered()
        && now - heardAt >= silence.toNanos();
  }
}
