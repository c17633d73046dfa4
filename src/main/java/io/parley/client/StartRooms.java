package io.parley.client;

import io.parley.client.local.KeptRooms;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that a client joins as soon as it is registered.
 *
 * @param rooms each one once, without the lobby: those of the last time in their order, then those
 *     that the user names
 * @param shown the room that is current afterwards; the lobby if no room is joined
 */
record StartRooms(List<RoomName> rooms, RoomName shown) {

  StartRooms {
    rooms = List.copyOf(rooms);
  }

  /**
   * Combines the rooms.
   *
   * @param last the rooms of the last time
   * @param room the room that the user wants to see; empty for that of the last time
   * @param more further rooms that the user names
   */
  static StartRooms create(KeptRooms last, Optional<RoomName> room, List<RoomName> more) {
    Map<String, RoomName> all = new LinkedHashMap<>();
    last.rooms().forEach(each -> all.putIfAbsent(each.key(), each));
    more.forEach(each -> all.putIfAbsent(each.key(), each));
    room.ifPresent(each -> all.putIfAbsent(each.key(), each));
    all.remove(RoomName.LOBBY.key());
    RoomName seen =
        last.rooms().isEmpty() ? more.stream().findFirst().orElse(RoomName.LOBBY) : last.shown();
    RoomName shown = room.orElse(seen);
    boolean joins = all.containsKey(shown.key());
    return new StartRooms(List.copyOf(all.values()), joins ? shown : RoomName.LOBBY);
  }

  /**
   * The rooms to request, one after the other; the last one is current.
   *
   * @param windows whether the screen gives each room a window, in the order of the joins: then the
   *     order stays, and the shown room is requested again
   */
  List<RoomName> requests(boolean windows) {
    List<RoomName> requests = new ArrayList<>(rooms);
    if (!windows) {
      requests.removeIf(shown::isSame);
    }
    boolean isLast = !requests.isEmpty() && requests.get(requests.size() - 1).isSame(shown);
    if (!rooms.isEmpty() && !isLast) {
      requests.add(shown);
    }
    return requests;
  }
}
