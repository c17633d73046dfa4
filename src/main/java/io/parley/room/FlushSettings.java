package io.parley.room;

import java.time.Duration;

/**
 * The minimum time between two batches. It is {@code max(minInterval, members × perMember)} after a
 * batch that is answered or had one message, and up to {@code max(minInterval, members ×
 * perMemberBusy)} after an unanswered one of {@link #BUSY_BATCH_SIZE} or more messages. A batch of
 * joins and leaves waits {@code max(minInterval, members × perMemberPresence)}.
 *
 * @param minInterval the minimum for a room of any size
 * @param perMember the time per member after a small or answered batch
 * @param perMemberBusy the time per member after a large batch
 * @param perMemberPresence the time per member before a batch of joins and leaves
 */
public record FlushSettings(
    Duration minInterval, Duration perMember, Duration perMemberBusy, Duration perMemberPresence) {
  /** The number of messages of a large batch. */
  static final int BUSY_BATCH_SIZE = 40;

  /** The minimum time, in nanoseconds, after an unanswered batch of this number of messages. */
  long intervalNanos(int members, int messages) {
    long quiet = perMember.toNanos();
    long more =
        (perMemberBusy.toNanos() - quiet) * Math.min(messages, BUSY_BATCH_SIZE) / BUSY_BATCH_SIZE;
    return interval(members, quiet + more);
  }

  /** The minimum time, in nanoseconds, before a batch of joins and leaves. */
  long presenceIntervalNanos(int members) {
    return interval(members, perMemberPresence.toNanos());
  }

  private long interval(int members, long nanosPerMember) {
    return Math.max(minInterval.toNanos(), nanosPerMember * members);
  }
}
