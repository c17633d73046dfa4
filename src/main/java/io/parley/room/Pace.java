package io.parley.room;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides when the next batch may go out. The first one after quiet never waits. */
final class Pace {
  private final long floorNanos;
  private final long perMemberNanos;
  private final LongSupplier nanoTime;
  private long lastFlush;
  private boolean flushedBefore;

  Pace(RoomSettings settings, LongSupplier nanoTime) {
    this.floorNanos = settings.flushFloor().toNanos();
    this.perMemberNanos = settings.flushPerMember().toNanos();
    this.nanoTime = nanoTime;
  }

  /** How long a batch has to wait that goes to this many members; zero if it may go now. */
  Duration untilNextFlush(int members) {
    if (!flushedBefore) {
      return Duration.ZERO;
    }
    long gap = Math.max(floorNanos, perMemberNanos * members);
    long left = gap - (nanoTime.getAsLong() - lastFlush);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  void flushed() {
    lastFlush = nanoTime.getAsLong();
    flushedBefore = true;
  }
}
