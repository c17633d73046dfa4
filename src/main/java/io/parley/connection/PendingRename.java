package io.parley.connection;

import io.parley.protocol.RoomName;
import java.util.HashSet;
import java.util.Set;

/**
 * The rooms that do not know the last rename of the peer yet: the joined ones, and those to which a
 * join with the previous nickname is on its way. The connection's actor owns it.
 */
final class PendingRename {
  private final Set<String> rooms = new HashSet<>();

  /** The rooms that have not answered a join. */
  private final Set<String> joins = new HashSet<>();

  private boolean pending;

  /** A rename begins; the rooms follow. */
  void start() {
    pending = true;
    rooms.addAll(joins);
  }

  /** A room was told of the rename. */
  void sent(RoomName room) {
    rooms.add(room.key());
  }

  /** A join was sent to a room. */
  void joining(RoomName room) {
    joins.add(room.key());
  }

  /** A room has answered a join. If it knows the previous nickname, {@link #sent} follows. */
  void joinAnswered(RoomName room) {
    joins.remove(room.key());
    rooms.remove(room.key());
  }

  /** A room has answered, or the peer has left it. */
  void acknowledged(RoomName room) {
    rooms.remove(room.key());
  }

  /** Whether a rename is complete now; only once for each rename. */
  boolean takeCompleted() {
    boolean completed = pending && rooms.isEmpty();
    pending = pending && !completed;
    return completed;
  }

  /** Whether all rooms know the last rename. */
  boolean isComplete() {
    return !pending;
  }
}
