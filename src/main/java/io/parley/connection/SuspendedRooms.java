package io.parley.connection;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of a member whose delivery is suspended. The member is notified once for all of them,
 * and once when the last one is resumed. The connection's actor owns it.
 */
final class SuspendedRooms {
  static final ServerMessage SUSPENDED_NOTICE =
      notice(
          "The history cannot be written. What you say is not delivered before it can be; nothing"
              + " is lost.");
  static final ServerMessage RESUMED_NOTICE =
      notice("The history is being written again: messages are delivered.");

  private final Set<String> rooms = new HashSet<>();

  /** Suspends a room; the notice to send, if it is the first. */
  Optional<ServerMessage> suspend(RoomName room) {
    return rooms.add(room.key()) && rooms.size() == 1
        ? Optional.of(SUSPENDED_NOTICE)
        : Optional.empty();
  }

  /** Resumes a room, or removes it; the notice to send, if it was the last. */
  Optional<ServerMessage> resume(RoomName room) {
    return rooms.remove(room.key()) && rooms.isEmpty()
        ? Optional.of(RESUMED_NOTICE)
        : Optional.empty();
  }

  boolean isEmpty() {
    return rooms.isEmpty();
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.sanitize(text));
  }
}
