package io.parley.connection;

import static java.util.Comparator.comparing;

import io.parley.access.Permissions;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.room.RoomRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rooms of a member, and the current one, which gets its texts: the room that it joined or
 * chose last. The connection's actor owns it.
 */
final class JoinedRooms {
  private static final Comparator<RoomName> LOBBY_FIRST =
      comparing((RoomName name) -> !name.equals(RoomName.LOBBY)).thenComparing(RoomName::key);

  /** The current room is the last. */
  private final List<RoomRef> rooms = new ArrayList<>();

  /** The current room out of which the member was put, until it chooses another one. */
  private Optional<RoomName> kickedFrom = Optional.empty();

  /** Adds a room, or moves it, as the current one. */
  void setCurrent(RoomRef room) {
    kickedFrom = Optional.empty();
    remove(room.name());
    rooms.add(room);
  }

  /** Adds a room, or moves it, without making it the current one if there is another. */
  void add(RoomRef room) {
    remove(room.name());
    rooms.add(0, room);
  }

  void remove(RoomName room) {
    rooms.removeIf(ref -> ref.name().isSame(room));
  }

  /**
   * Removes a room out of which the member was put. If it is the current one, no other room takes
   * its place: what is on its way to it must not be said elsewhere.
   */
  void removeKicked(RoomName room) {
    if (current().filter(ref -> ref.name().isSame(room)).isPresent()) {
      kickedFrom = Optional.of(room);
    }
    remove(room);
  }

  /** The current room; empty if the member is in no room. */
  Optional<RoomRef> current() {
    return rooms.isEmpty() ? Optional.empty() : Optional.of(rooms.get(rooms.size() - 1));
  }

  Optional<RoomRef> find(RoomName room) {
    return rooms.stream().filter(ref -> ref.name().isSame(room)).findFirst();
  }

  /**
   * The room that a request names.
   *
   * @param room the current one if empty
   * @throws RejectedException {@code ROOM_INVALID} or {@code NOT_IN_ROOM}
   */
  RoomRef require(Optional<String> room) throws RejectedException {
    if (room.isEmpty() && kickedFrom.isPresent()) {
      throw new RejectedException(Permissions.notInRoom(kickedFrom.get()));
    }
    if (room.isEmpty()) {
      return current().orElseThrow(() -> new RejectedException(ConnectionProblems.NOT_IN_ANY_ROOM));
    }
    RoomName name = RoomName.parse(room.get());
    return find(name).orElseThrow(() -> new RejectedException(Permissions.notInRoom(name)));
  }

  List<RoomRef> all() {
    return List.copyOf(rooms);
  }

  /** The names, the lobby first. */
  List<RoomName> names() {
    return rooms.stream().map(RoomRef::name).sorted(LOBBY_FIRST).toList();
  }

  int size() {
    return rooms.size();
  }
}
