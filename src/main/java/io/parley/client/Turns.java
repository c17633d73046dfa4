package io.parley.client;

import io.parley.protocol.RoomName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The rooms that somebody has turned to, until the server is heard to have turned too. It answers
 * in the order in which it is asked. Used under the lock of the {@link Rooms}.
 */
final class Turns {
  /** Who holds a key down must not fill the way to the server. */
  private static final int MOST = 16;

  private final Deque<RoomName> asked = new ArrayDeque<>();

  /** Whether the server is so far behind that it should not be asked for more. */
  boolean isFull() {
    return asked.size() >= MOST;
  }

  void add(RoomName room) {
    asked.add(room);
  }

  /** This client has come into a room: what was asked before that has been answered, too. */
  void answered(RoomName room) {
    if (asked.stream().anyMatch(room::isSame)) {
      while (!asked.remove().isSame(room)) {
        // it was refused
      }
    }
  }

  /** Where somebody turned to last. */
  Optional<RoomName> last() {
    return Optional.ofNullable(asked.peekLast());
  }

  void clear() {
    asked.clear();
  }
}
