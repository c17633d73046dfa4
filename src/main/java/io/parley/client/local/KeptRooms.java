package io.parley.client.local;

import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rooms that a client was in.
 *
 * @param rooms in the order in which they were entered, without the lobby
 * @param shown the room that was the current one; the lobby if there was none
 */
public record KeptRooms(List<RoomName> rooms, RoomName shown) {
  /** The client was in the lobby only. */
  public static final KeptRooms NONE = new KeptRooms(List.of(), RoomName.LOBBY);

  public KeptRooms {
    rooms = List.copyOf(rooms);
  }

  /**
   * These rooms after a change: the order of those that remain stays, so that their windows get the
   * same places at the next start.
   */
  public KeptRooms changedTo(Collection<RoomName> current, RoomName nowShown) {
    List<RoomName> next = new ArrayList<>();
    rooms.stream().filter(room -> contains(current, room)).forEach(next::add);
    current.stream()
        .filter(room -> !contains(next, room) && !room.isSame(RoomName.LOBBY))
        .forEach(next::add);
    return new KeptRooms(next, nowShown);
  }

  private static boolean contains(Collection<RoomName> rooms, RoomName wanted) {
    return rooms.stream().anyMatch(wanted::isSame);
  }
}
