package io.parley.history.sqlite;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Since when something is stored that may not be on the disk yet. Syncing takes a while in which
 * more is stored: what was stored before it began is on the disk when it ends, the rest is not.
 */
final class DiskLag {
  private static final long NOTHING = Long.MIN_VALUE;

  private final LongSupplier nanoTime;

  /** When the first of what is not on the disk was stored. */
  private long since = NOTHING; // guarded by this

  /** The same of what was stored since the sync began that goes on. */
  private long sinceSync = NOTHING; // guarded by this

  DiskLag(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Something was stored without waiting for the disk.
   *
   * @return whether it is the first, and a sync is to be planned
   */
  synchronized boolean stored() {
    long now = nanoTime.getAsLong();
    boolean first = since == NOTHING;
    since = first ? now : since;
    sinceSync = sinceSync == NOTHING ? now : sinceSync;
    return first;
  }

  /** Something was stored that waited for the disk, and so did all that was stored before. */
  synchronized void storedAndSynced() {
    since = NOTHING;
    sinceSync = NOTHING;
  }

  synchronized void syncBegins() {
    sinceSync = NOTHING;
  }

  /**
   * What was stored before it began is on the disk.
   *
   * @return whether something is not, and another sync is to be planned
   */
  synchronized boolean synced() {
    since = sinceSync;
    return since != NOTHING;
  }

  /** Whether something has not been on the disk for so long. */
  synchronized boolean isLongerThan(Duration time) {
    return since != NOTHING && nanoTime.getAsLong() - since >= time.toNanos();
  }
}
