package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The join requests that the server has not confirmed. Part of {@link ClientRooms}.
 *
 * <p>The server delivers texts to the room of the last request as soon as it has handled it. The
 * backlog of a room arrives before its confirmation.
 */
final class PendingJoins {
  /** By room key. A refusal does not name its room, so refused requests stay. */
  private final Map<String, RoomName> requested = new LruMap<>();

  /** The room of the last request; empty if it is answered. */
  private Optional<RoomName> last = Optional.empty();

  void onRequested(RoomName room) {
    last = Optional.of(room);
    requested.put(room.key(), room);
  }

  void onJoined(RoomName room) {
    last = last.filter(next -> !next.isSame(room));
    requested.remove(room.key());
  }

  /** The server refused a request, which may be the last join request. */
  void onRefused() {
    last = Optional.empty();
  }

  void onLeft(RoomName room) {
    requested.remove(room.key());
  }

  void clear() {
    last = Optional.empty();
    requested.clear();
  }

  /** The room of the last request; empty if it is answered. */
  Optional<RoomName> last() {
    return last;
  }

  boolean contains(RoomName room) {
    return requested.containsKey(room.key());
  }

  Collection<RoomName> rooms() {
    return requested.values();
  }
}
