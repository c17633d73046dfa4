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

  /** What a batch has that makes it wait less, the least first. */
  enum Haste {
    NOTHING_SAID,
    SAID,
    ANSWERED
  }

  /**
   * The haste of a batch that has so much by now.
   *
   * @param messages all of it
   * @param sayings those of it that somebody said
   */
  Haste haste(int messages, int sayings) {
    if (sayings == 0) {
      return Haste.NOTHING_SAID;
    }
    return messages - waitingThen >= lastMessages ? Haste.ANSWERED : Haste.SAID;
  }

  /**
   * How long a batch has to wait; zero if it may go now.
   *
   * @param members to whom it goes
   */
  Duration untilNextFlush(int members, Haste haste) {
    if (!flushedBefore) {
      return Duration.ZERO;
    }
    long gap =
        switch (haste) {
          case NOTHING_SAID -> settings.unsaidGapNanos(members);
          case SAID -> settings.gapNanos(members, lastMessages);
          case ANSWERED -> settings.gapNanos(members, 0);
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
  void flushed(int messages, int waiting) {
    lastFlush = nanoTime.getAsLong();
    lastMessages = messages;
    waitingThen = waiting;
    flushedBefore = true;
  }
}
