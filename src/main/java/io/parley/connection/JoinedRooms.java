package io.parley.connection;

import static java.util.Comparator.comparing;

import io.parley.protocol.RoomName;
import io.parley.room.RoomRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * In which rooms somebody is, and in which one they talk: the one that they entered or chose last.
 * One actor owns it.
 */
final class JoinedRooms {
  private static final Comparator<RoomName> LOBBY_FIRST =
      comparing((RoomName name) -> !name.equals(RoomName.LOBBY)).thenComparing(RoomName::key);

  /** In the order in which they were chosen, the one where they talk last. */
  private final List<RoomRef> rooms = new ArrayList<>();

  /** Talks there from now on. */
  void setCurrent(RoomRef place) {
    remove(place.name());
    rooms.add(place);
  }

  void remove(RoomName room) {
    rooms.removeIf(place -> place.name().isSame(room));
  }

  /** Where they talk; empty if they are nowhere. */
  Optional<RoomRef> current() {
    return rooms.isEmpty() ? Optional.empty() : Optional.of(rooms.get(rooms.size() - 1));
  }

  Optional<RoomRef> find(RoomName room) {
    return rooms.stream().filter(place -> place.name().isSame(room)).findFirst();
  }

  List<RoomRef> all() {
    return List.copyOf(rooms);
  }

  List<RoomName> names() {
    return rooms.stream().map(RoomRef::name).sorted(LOBBY_FIRST).toList();
  }

  int size() {
    return rooms.size();
  }
}
