package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Collects the joins and leaves of a large room. After each {@link #INTERVAL} its members get them
 * by name if they are few, and otherwise one {@link ServerMessage.PresenceSummary}. To tell each
 * member of each join would cost the square of the number of members when all of them join at once.
 * The actor of the room owns it.
 */
final class PresenceCounter {
  /** The time in which joins and leaves are collected. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The maximum number of joins and leaves of one interval that are told by name. */
  static final int MAX_NAMED = 5;

  /**
   * What members get after an interval.
   *
   * @param message a join, a leave or a summary
   * @param newMember the member that joined, which has got its join already
   */
  record Change(ServerMessage message, Optional<Member<ActorRef<RoomEvent>>> newMember) {}

  private final int maxMembers;
  private final Runnable scheduler;

  /** The first joins and leaves of this interval, at most {@link #MAX_NAMED}. */
  private final List<Change> first = new ArrayList<>();

  private int joined;
  private int left;

  /**
   * @param maxMembers the number of members above which joins and leaves are collected; 0 for never
   * @param scheduler schedules the end of an interval, which begins now
   */
  PresenceCounter(int maxMembers, Runnable scheduler) {
    this.maxMembers = maxMembers;
    this.scheduler = scheduler;
  }

  /**
   * Whether joins and leaves are collected in a room of this size; also until the end of an
   * interval in which it was larger, so that nobody's leave overtakes the join.
   */
  boolean isCounting(int members) {
    return maxMembers > 0 && (members > maxMembers || count() > 0);
  }

  void countJoin(Member<ActorRef<RoomEvent>> member, ServerMessage message) {
    add(new Change(message, Optional.of(member)));
    joined++;
  }

  void countLeave(ServerMessage message) {
    add(new Change(message, Optional.empty()));
    left++;
  }

  /** Takes what the members get at the end of an interval, in order. */
  List<Change> take(Stamp now) {
    List<Change> changes =
        count() > MAX_NAMED
            ? List.of(
                new Change(new ServerMessage.PresenceSummary(joined, left, now), Optional.empty()))
            : List.copyOf(first);
    first.clear();
    joined = 0;
    left = 0;
    return changes;
  }

  private void add(Change change) {
    if (count() == 0) {
      scheduler.run();
    }
    if (first.size() < MAX_NAMED) {
      first.add(change);
    }
  }

  private int count() {
    return joined + left;
  }
}
