package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that this client is in if the server has accepted its requests, in the order of the
 * joins. Used with a server that confirms neither joins nor leaves. Part of {@link ClientRooms}.
 */
final class AssumedRooms {
  private final Map<String, RoomName> rooms = new LinkedHashMap<>();

  void onJoinRequested(RoomName room) {
    rooms.remove(room.key());
    rooms.put(room.key(), room);
  }

  /**
   * Removes a room.
   *
   * @param room the room; empty for the current one, which is the one joined last
   */
  void onPartRequested(Optional<RoomName> room) {
    room.or(this::last).map(RoomName::key).ifPresent(rooms::remove);
  }

  boolean contains(RoomName room) {
    return rooms.containsKey(room.key());
  }

  Collection<RoomName> rooms() {
    return rooms.values();
  }

  private Optional<RoomName> last() {
    return rooms.values().stream().reduce((earlier, later) -> later);
  }
}
