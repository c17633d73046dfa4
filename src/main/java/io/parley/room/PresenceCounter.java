package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts joins and leaves of a large room, which its members get as one {@link
 * ServerMessage.PresenceSummary} in each {@link #INTERVAL}. To tell each member of each join would
 * cost the square of the number of members when all of them join at once. The actor of the room
 * owns it.
 */
final class PresenceCounter {
  /** The time between two summaries. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private final int maxMembers;
  private final Runnable scheduler;
  private int joined;
  private int left;

  /**
   * @param maxMembers the number of members above which joins and leaves are counted; 0 for never
   * @param scheduler schedules the next summary
   */
  PresenceCounter(int maxMembers, Runnable scheduler) {
    this.maxMembers = maxMembers;
    this.scheduler = scheduler;
  }

  /** Whether joins and leaves are counted in a room of this size. */
  boolean isCounting(int members) {
    return maxMembers > 0 && members > maxMembers;
  }

  void countJoin() {
    scheduleFirst();
    joined++;
  }

  void countLeave() {
    scheduleFirst();
    left++;
  }

  /** Takes the summary since the last one; empty if nobody joined or left. */
  Optional<ServerMessage> take(Stamp now) {
    if (joined == 0 && left == 0) {
      return Optional.empty();
    }
    ServerMessage summary = new ServerMessage.PresenceSummary(joined, left, now);
    joined = 0;
    left = 0;
    return Optional.of(summary);
  }

  private void scheduleFirst() {
    if (joined == 0 && left == 0) {
      scheduler.run();
    }
  }
}
