package io.parley.client.terminal;

import io.parley.client.model.WindowName;
import io.parley.protocol.RoomName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order of the windows for the keys that switch them: rooms by name, then queries by nickname.
 */
final class RoomOrder {
  private static final Comparator<RoomName> ROOMS_FIRST =
      Comparator.comparing(WindowName::isQuery).thenComparing(RoomName::key);

  private List<RoomName> rooms = List.of();

  /** Replaces the rooms. */
  void setRooms(List<RoomName> all) {
    rooms = all.stream().sorted(ROOMS_FIRST).toList();
  }

  /**
   * The room that is {@code step} places after another one, wrapping around; empty if there is no
   * other.
   */
  Optional<RoomName> neighbour(RoomName room, int step) {
    int index = rooms.stream().map(RoomName::key).toList().indexOf(room.key());
    return index < 0 || rooms.size() < 2
        ? Optional.empty()
        : Optional.of(rooms.get(Math.floorMod(index + step, rooms.size())));
  }

  /**
   * The room with a number.
   *
   * @param number from 1
   */
  Optional<RoomName> byNumber(int number) {
    return rooms.stream().skip(number - 1L).findFirst();
  }
}
