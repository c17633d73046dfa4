package io.parley.room;

import java.time.Duration;

/**
 * How long after one batch the next goes out, at the soonest: {@code max(floor, members ×
 * perMember)} after one that is answered or had one message, and up to {@code max(floor, members ×
 * perMemberBusy)} after one of {@link #BUSY_BATCH_SIZE} or more that is not. Where nobody said
 * anything, and people only came and went, {@code max(floor, members × perMemberUnsaid)}. Nobody
 * sees that, and the sockets see a fraction of the writes.
 *
 * @param minInterval the least time between two batches
 * @param perMember what every member adds to it when little is said, or all have answered
 * @param perMemberBusy what every member adds to it when much is said that is not answered yet
 * @param perMemberPresence what every member adds to it when nothing is said
 */
public record FlushSettings(
    Duration minInterval, Duration perMember, Duration perMemberBusy, Duration perMemberPresence) {
  /** So many messages in a batch are much. */
  static final int BUSY_BATCH_SIZE = 40;

  /** The least time, in nanoseconds, from a batch with so many messages to answer to the next. */
  long intervalNanos(int members, int messages) {
    long quiet = perMember.toNanos();
    long more =
        (perMemberBusy.toNanos() - quiet) * Math.min(messages, BUSY_BATCH_SIZE) / BUSY_BATCH_SIZE;
    return interval(members, quiet + more);
  }

  /** The same where nothing was said. */
  long presenceIntervalNanos(int members) {
    return interval(members, perMemberPresence.toNanos());
  }

  private long interval(int members, long nanosPerMember) {
    return Math.max(minInterval.toNanos(), nanosPerMember * members);
  }
}
