package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Collects the joins and leaves of a large room. After each {@link #INTERVAL} its members get them
 * by name if they are few, and otherwise one {@link ServerMessage.PresenceSummary}. To tell each
 * member of each join would cost the square of the number of members when all of them join at once.
 * It counts people: a further device of somebody who is here neither joins nor leaves. The actor of
 * the room owns it.
 */
final class PresenceCounter {
  /** The time in which joins and leaves are collected. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The maximum number of joins and leaves of one interval that are told by name. */
  static final int MAX_NAMED = 5;

  /**
   * What members get after an interval, in order.
   *
   * @param messages joins and leaves, or a summary
   * @param known how many of the joins and leaves a new member does not get, as they are from
   *     before it entered, and its own
   */
  record Changes(List<ServerMessage> messages, Map<Member<ActorRef<RoomEvent>>, Integer> known) {}

  private final int maxMembers;
  private final Runnable scheduler;

  /** The first joins and leaves of this interval, at most {@link #MAX_NAMED}. */
  private final List<ServerMessage> first = new ArrayList<>();

  /**
   * How many of the first joins and leaves are known to each new member; members are compared by
   * identity.
   */
  private final Map<Member<ActorRef<RoomEvent>>, Integer> known = new HashMap<>();

  private int joined;
  private int left;

  /**
   * @param maxMembers the number of people above which joins and leaves are collected; 0 for never
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
  boolean isCounting(int people) {
    return maxMembers > 0 && (people > maxMembers || count() > 0);
  }

  void countJoin(Member<ActorRef<RoomEvent>> member, ServerMessage message) {
    joined++;
    add(message);
    addDevice(member);
  }

  /** The member is a further device of somebody who is here, so that its join is not counted. */
  void addDevice(Member<ActorRef<RoomEvent>> member) {
    if (isNamed() && count() > 0) {
      known.put(member, count());
    }
  }

  void countLeave(ServerMessage message) {
    left++;
    add(message);
  }

  /** Takes what the members get at the end of an interval. */
  Changes take(Stamp now) {
    Changes changes =
        isNamed()
            ? new Changes(List.copyOf(first), Map.copyOf(known))
            : new Changes(List.of(new ServerMessage.PresenceSummary(joined, left, now)), Map.of());
    first.clear();
    known.clear();
    joined = 0;
    left = 0;
    return changes;
  }

  /** The message is counted already. */
  private void add(ServerMessage message) {
    if (count() == 1) {
      scheduler.run();
    }
    if (isNamed()) {
      first.add(message);
    } else {
      known.clear();
    }
  }

  private boolean isNamed() {
    return count() <= MAX_NAMED;
  }

  private int count() {
    return joined + left;
  }
}
