package io.parley.client;

import io.parley.protocol.RoomName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rooms that this client is in. It talks in the one that it entered last, and where it leaves
 * that, in the one entered before; in the lobby if there is none. Thread-safe.
 */
final class Rooms {
  /** By their keys, in the order in which they were entered. */
  private final Map<String, RoomName> entered = new LinkedHashMap<>();

  /** Entering a room again makes it the last one. */
  synchronized void enter(RoomName room) {
    entered.remove(room.key());
    entered.put(room.key(), room);
  }

  /** Leaving a room where one is not does nothing. */
  synchronized void leave(RoomName room) {
    entered.remove(room.key());
  }

  /** Where what is said without naming a room is heard. */
  synchronized RoomName talking() {
    RoomName last = RoomName.LOBBY;
    for (RoomName room : entered.values()) {
      last = room;
    }
    return last;
  }

  /** What the input line begins with: the room is named unless there is no choice. */
  synchronized String prompt(String nickname) {
    boolean lobbyAlone = entered.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + talking();
  }
}
