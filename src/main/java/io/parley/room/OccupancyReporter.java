package io.parley.room;

import io.parley.protocol.RoomName;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Reports the number of people and of handled joins of a room, so that the {@link RoomRegistry} can
 * list the room and stop it when it is empty. The actor of the room owns it.
 */
final class OccupancyReporter {
  private final RoomName room;
  private final Roster<ActorRef<RoomEvent>> roster;
  private final ActorRef<? super RoomRegistry.OccupancyChanged> listener;
  private long joinCount;

  OccupancyReporter(
      RoomName room,
      Roster<ActorRef<RoomEvent>> roster,
      ActorRef<? super RoomRegistry.OccupancyChanged> listener) {
    this.room = room;
    this.roster = roster;
    this.listener = listener;
  }

  /** Counts a join, also one that is rejected. */
  void countJoin() {
    joinCount++;
  }

  /** The last join is repeated, and counts only once. */
  void uncountJoin() {
    joinCount--;
  }

  /**
   * Reports the occupancy after a change.
   *
   * @param idle whether all events of the room are delivered
   */
  void report(boolean idle) {
    listener.tell(new RoomRegistry.OccupancyChanged(room, roster.occupantCount(), joinCount, idle));
  }

  /** Reports that an empty room may have become idle. */
  void reportIfEmpty(boolean idle) {
    if (roster.isEmpty()) {
      report(idle);
    }
  }
}
