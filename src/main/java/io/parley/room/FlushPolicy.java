package io.parley.room;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when the next batch is flushed. The first batch after a quiet time is flushed at once.
 *
 * <p>A batch counts as answered when as many events are pending as it had. In a busy room members
 * write again only after they have read the others, so a longer wait would not make the next batch
 * larger. Before that it waits, longer after a larger batch, as two batches cost twice as much as
 * one. A batch of joins and leaves waits longest: when many members join at once, a delivery of
 * each join to all members would take all capacity. The new member itself does not wait.
 */
final class FlushPolicy {
  private final FlushSettings settings;
  private final LongSupplier nanoTime;
  private long lastFlush;
  private int lastBatchSize;
  private int pendingAtLastFlush;
  private boolean hasFlushed;

  FlushPolicy(FlushSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** The urgency of a batch, lowest first. */
  enum Urgency {
    PRESENCE_ONLY,
    MESSAGES,
    ANSWERED_BATCH
  }

  /**
   * The urgency of the pending batch.
   *
   * @param events the number of all its events
   * @param texts the number of its texts
   */
  Urgency urgency(int events, int texts) {
    if (texts == 0) {
      return Urgency.PRESENCE_ONLY;
    }
    return events - pendingAtLastFlush >= lastBatchSize ? Urgency.ANSWERED_BATCH : Urgency.MESSAGES;
  }

  /**
   * The time until the pending batch may be flushed; zero if it may be now.
   *
   * @param members the number of members that get it
   */
  Duration delayUntilFlush(int members, Urgency urgency) {
    if (!hasFlushed) {
      return Duration.ZERO;
    }
    long interval =
        switch (urgency) {
          case PRESENCE_ONLY -> settings.presenceIntervalNanos(members);
          case MESSAGES -> settings.intervalNanos(members, lastBatchSize);
          case ANSWERED_BATCH -> settings.intervalNanos(members, 0);
        };
    long left = interval - (nanoTime.getAsLong() - lastFlush);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /**
   * A batch is delivered now.
   *
   * @param events the number of its events
   * @param pending the number of events of the next batch, which are no answers to this one
   */
  void recordFlush(int events, int pending) {
    lastFlush = nanoTime.getAsLong();
    lastBatchSize = events;
    pendingAtLastFlush = pending;
    hasFlushed = true;
  }
}
