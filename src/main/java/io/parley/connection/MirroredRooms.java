package io.parley.connection;

import io.parley.protocol.RoomName;
import java.util.HashSet;
import java.util.Set;

/**
 * The joins and leaves of rooms that are not answered yet and only follow another connection of the
 * account. They change neither the current room nor what the peer waits for. The connection's actor
 * owns it.
 */
final class MirroredRooms {
  private final Set<String> rooms = new HashSet<>();

  /** A join or a leave was sent to the room. */
  void sent(RoomName room) {
    rooms.add(room.key());
  }

  /** The room has answered. Returns whether it was asked to follow another connection. */
  boolean answered(RoomName room) {
    return rooms.remove(room.key());
  }

  boolean contains(RoomName room) {
    return rooms.contains(room.key());
  }
}
