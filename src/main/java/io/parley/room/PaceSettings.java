package io.parley.room;

import java.time.Duration;

/**
 * How long after one batch the next goes out, at the soonest: {@code max(floor, members ×
 * perMember)} after one that is answered or had one message, and up to {@code max(floor, members ×
 * perMemberBusy)} after one of {@link #BUSY} or more that is not. Where nobody said anything, and
 * people only came and went, {@code max(floor, members × perMemberUnsaid)}. Nobody sees that, and
 * the sockets see a fraction of the writes.
 *
 * @param floor the least time between two batches
 * @param perMember what every member adds to it when little is said, or all have answered
 * @param perMemberBusy what every member adds to it when much is said that is not answered yet
 * @param perMemberUnsaid what every member adds to it when nothing is said
 */
public record PaceSettings(
    Duration floor, Duration perMember, Duration perMemberBusy, Duration perMemberUnsaid) {
  /** So many messages in a batch are much. */
  static final int BUSY = 40;

  /** The least time, in nanoseconds, from a batch with so many messages to answer to the next. */
  long gapNanos(int members, int messages) {
    long quiet = perMember.toNanos();
    long more = (perMemberBusy.toNanos() - quiet) * Math.min(messages, BUSY) / BUSY;
    return gap(members, quiet + more);
  }

  /** The same where nothing was said. */
  long unsaidGapNanos(int members) {
    return gap(members, perMemberUnsaid.toNanos());
  }

  private long gap(int members, long nanosPerMember) {
    return Math.max(floor.toNanos(), nanosPerMember * members);
  }
}
