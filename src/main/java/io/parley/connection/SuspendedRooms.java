package io.parley.connection;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms in which what is said is not shown for now, since it cannot be kept. Whoever is in
 * several is told once, and once when all of them go on. One actor owns it.
 */
final class SuspendedRooms {
  static final ServerMessage SUSPENDED_NOTICE =
      notice(
          "The history cannot be written. What you say is not delivered before it can be; nothing"
              + " is lost.");
  static final ServerMessage RESUMED_NOTICE =
      notice("The history is being written again: messages are delivered.");

  private final Set<String> rooms = new HashSet<>();

  /** A room has halted; what to say about it, if anything. */
  Optional<ServerMessage> suspend(RoomName room) {
    return rooms.add(room.key()) && rooms.size() == 1
        ? Optional.of(SUSPENDED_NOTICE)
        : Optional.empty();
  }

  /** A room goes on, or does not matter any more; what to say about it, if anything. */
  Optional<ServerMessage> resume(RoomName room) {
    return rooms.remove(room.key()) && rooms.isEmpty()
        ? Optional.of(RESUMED_NOTICE)
        : Optional.empty();
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.sanitize(text));
  }
}
