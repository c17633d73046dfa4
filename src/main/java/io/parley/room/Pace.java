package io.parley.room;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when the next batch may go out. The first one after quiet never waits.
 *
 * <p>After a large batch it waits longer, about as long as it takes that batch to reach everybody:
 * what people say to it then goes out together, and not in two batches that each cost as much.
 */
final class Pace {
  private final PaceSettings settings;
  private final LongSupplier nanoTime;
  private long lastFlush;
  private int lastMessages;
  private boolean flushedBefore;

  Pace(PaceSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** How long a batch has to wait that goes to this many members; zero if it may go now. */
  Duration untilNextFlush(int members) {
    if (!flushedBefore) {
      return Duration.ZERO;
    }
    long gap = settings.gapNanos(members, lastMessages);
    long left = gap - (nanoTime.getAsLong() - lastFlush);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /** A batch of so many messages goes out now. */
  void flushed(int messages) {
    lastFlush = nanoTime.getAsLong();
    lastMessages = messages;
    flushedBefore = true;
  }
}
