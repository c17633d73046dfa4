package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The rooms that somebody has turned to, until the server is heard to have turned too. It answers
 * in the order in which it is asked. Used under the lock of the {@link ClientRooms}.
 */
final class PendingRoomSwitches {
  /** Who holds a key down must not fill the way to the server. */
  private static final int MAX_PENDING = 16;

  private final Deque<RoomName> pending = new ArrayDeque<>();

  /** Whether the server is so far behind that it should not be asked for more. */
  boolean isFull() {
    return pending.size() >= MAX_PENDING;
  }

  void add(RoomName room) {
    pending.add(room);
  }

  /** This client has come into a room: what was asked before that has been answered, too. */
  void onJoined(RoomName room) {
    if (pending.stream().anyMatch(room::isSame)) {
      while (!pending.remove().isSame(room)) {
        // it was refused
      }
    }
  }

  /** Where somebody turned to last. */
  Optional<RoomName> last() {
    return Optional.ofNullable(pending.peekLast());
  }

  void clear() {
    pending.clear();
  }
}
