package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The room switches that the server has not confirmed. It confirms them in the order of the
 * requests. Part of {@link ClientRooms}.
 */
final class PendingRoomSwitches {
  /** A key that is held down must not fill the queue to the server. */
  private static final int MAX_PENDING = 16;

  private final Deque<RoomName> pending = new ArrayDeque<>();

  /** Whether so many switches are unconfirmed that no more may be requested. */
  boolean isFull() {
    return pending.size() >= MAX_PENDING;
  }

  void add(RoomName room) {
    pending.add(room);
  }

  /** The server confirmed a room: the earlier requests are answered, too. */
  void onJoined(RoomName room) {
    if (pending.stream().anyMatch(room::isSame)) {
      while (!pending.remove().isSame(room)) {
        // the server refused this earlier request
      }
    }
  }

  /** The room of the last requested switch. */
  Optional<RoomName> last() {
    return Optional.ofNullable(pending.peekLast());
  }

  void clear() {
    pending.clear();
  }
}
