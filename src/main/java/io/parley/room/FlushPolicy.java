package io.parley.room;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when the next batch may go out. The first one after quiet never waits.
 *
 * <p>A batch is answered when as much has happened since as it told of. Then the next need not wait
 * for more: in a busy room nobody says more before they have heard the others. Until then it waits
 * a while, and the longer the more there was to answer: what goes out in two batches costs twice as
 * much. Who comes and goes is told last: when many come at once, everybody would be told of each,
 * and nothing would be left to let the next one in. They themselves do not wait for that.
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

  /** What a batch has that makes it wait less, the least first. */
  enum Urgency {
    PRESENCE_ONLY,
    MESSAGES,
    ANSWERED_BATCH
  }

  /**
   * The haste of a batch that has so much by now.
   *
   * @param messages all of it
   * @param sayings those of it that somebody said
   */
  Urgency urgency(int messages, int sayings) {
    if (sayings == 0) {
      return Urgency.PRESENCE_ONLY;
    }
    return messages - pendingAtLastFlush >= lastBatchSize
        ? Urgency.ANSWERED_BATCH
        : Urgency.MESSAGES;
  }

  /**
   * How long a batch has to wait; zero if it may go now.
   *
   * @param members to whom it goes
   */
  Duration delayUntilFlush(int members, Urgency haste) {
    if (!hasFlushed) {
      return Duration.ZERO;
    }
    long gap =
        switch (haste) {
          case PRESENCE_ONLY -> settings.presenceIntervalNanos(members);
          case MESSAGES -> settings.intervalNanos(members, lastBatchSize);
          case ANSWERED_BATCH -> settings.intervalNanos(members, 0);
        };
    long left = gap - (nanoTime.getAsLong() - lastFlush);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /**
   * A batch goes out now.
   *
   * @param messages that it has
   * @param waiting how many the next one has already, which are no answers
   */
  void recordFlush(int messages, int waiting) {
    lastFlush = nanoTime.getAsLong();
    lastBatchSize = messages;
    pendingAtLastFlush = waiting;
    hasFlushed = true;
  }
}
