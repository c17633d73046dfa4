package io.parley.room;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when the next batch may go out. The first one after quiet never waits.
 *
 * <p>A batch is answered when as much has happened since as it told of. Then the next need not wait
 * for more: in a busy room nobody says more before they have heard the others. Until then it waits
 * a while, and the longer the more there was to answer: what goes out in two batches costs twice as
 * much.
 */
final class Pace {
  private final PaceSettings settings;
  private final LongSupplier nanoTime;
  private long lastFlush;
  private int lastMessages;
  private int waitingThen;
  private boolean flushedBefore;

  Pace(PaceSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /**
   * Whether the last batch is answered.
   *
   * @param waiting how many messages the next one has by now
   */
  boolean isAnswered(int waiting) {
    return waiting - waitingThen >= lastMessages;
  }

  /**
   * How long a batch has to wait; zero if it may go now.
   *
   * @param members to whom it goes
   * @param messages that it has by now
   */
  Duration untilNextFlush(int members, int messages) {
    if (!flushedBefore) {
      return Duration.ZERO;
    }
    long gap = settings.gapNanos(members, isAnswered(messages) ? 0 : lastMessages);
    long left = gap - (nanoTime.getAsLong() - lastFlush);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /**
   * A batch goes out now.
   *
   * @param messages that it has
   * @param waiting how many the next one has already, which are no answers
   */
  void flushed(int messages, int waiting) {
    lastFlush = nanoTime.getAsLong();
    lastMessages = messages;
    waitingThen = waiting;
    flushedBefore = true;
  }
}
