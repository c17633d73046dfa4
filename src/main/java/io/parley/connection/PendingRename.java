package io.parley.connection;

import io.parley.protocol.RoomName;
import java.util.HashSet;
import java.util.Set;

/** The rooms that do not know the last rename of the peer yet. The connection's actor owns it. */
final class PendingRename {
  private final Set<String> rooms = new HashSet<>();
  private boolean pending;

  /** A rename begins; the rooms follow. */
  void start() {
    pending = true;
  }

  /** A room was told of the rename. */
  void sent(RoomName room) {
    rooms.add(room.key());
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
