package io.parley.client.terminal;

import io.parley.client.model.WindowName;
import io.parley.protocol.RoomName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rooms where somebody is, by their names, and people with whom they talk: which of them they
 * mean with a key.
 */
final class RoomOrder {
  private static final Comparator<RoomName> ROOMS_FIRST =
      Comparator.comparing(WindowName::isQuery).thenComparing(RoomName::key);

  private List<RoomName> rooms = List.of();

  /** These, from now on. */
  void setRooms(List<RoomName> now) {
    rooms = now.stream().sorted(ROOMS_FIRST).toList();
  }

  /** So many rooms after another one, or before it; round and round. */
  Optional<RoomName> neighbour(RoomName room, int step) {
    int at = rooms.stream().map(RoomName::key).toList().indexOf(room.key());
    return at < 0 || rooms.size() < 2
        ? Optional.empty()
        : Optional.of(rooms.get(Math.floorMod(at + step, rooms.size())));
  }

  /**
   * One of them.
   *
   * @param number from 1
   */
  Optional<RoomName> byNumber(int number) {
    return rooms.stream().skip(number - 1L).findFirst();
  }
}
