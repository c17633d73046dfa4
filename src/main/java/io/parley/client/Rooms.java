package io.parley.client;

import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that this client is in. It talks in the one that it entered last, and where it leaves
 * that, in the one entered before; in the lobby if there is none. Thread-safe.
 */
final class Rooms {
  private static final int MOST_TOLD = 1000;

  /** By their keys, in the order in which they were entered. */
  private final Map<String, RoomName> entered = new LinkedHashMap<>();

  /** Those that the server told of, by their keys. */
  private final Map<String, RoomName> others = new LinkedHashMap<>();

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

  synchronized boolean isIn(RoomName room) {
    return entered.containsKey(room.key());
  }

  /** All of them, in the order in which they were entered. */
  synchronized List<RoomName> all() {
    return List.copyOf(entered.values());
  }

  /** The server has told that there are these. */
  synchronized void told(List<RoomName> rooms) {
    others.clear();
    rooms.stream().limit(MOST_TOLD).forEach(room -> others.put(room.key(), room));
  }

  /** Those that this client is in, and those that the server told of last. */
  synchronized List<RoomName> known() {
    Map<String, RoomName> known = new LinkedHashMap<>(entered);
    others.forEach(known::putIfAbsent);
    return List.copyOf(known.values());
  }

  /** The room after the one where this client talks, or before it, by their names. */
  synchronized Optional<RoomName> beside(int step) {
    List<RoomName> sorted = new ArrayList<>(entered.values());
    sorted.sort(Comparator.comparing(RoomName::key));
    String talking = talking().key();
    List<String> keys = sorted.stream().map(RoomName::key).toList();
    int at = keys.indexOf(talking);
    return at < 0 || sorted.size() < 2
        ? Optional.empty()
        : Optional.of(sorted.get(Math.floorMod(at + step, sorted.size())));
  }

  /** What the input line begins with: the room is named unless there is no choice. */
  synchronized String prompt(String nickname) {
    boolean lobbyAlone = entered.values().stream().allMatch(RoomName.LOBBY::isSame);
    return lobbyAlone ? nickname : nickname + " #" + talking();
  }
}
