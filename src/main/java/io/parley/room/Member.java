package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who is in a room. One actor owns it.
 *
 * @param <R> how a member is addressed
 */
final class Member<R> {
  private final Nickname nickname;
  private final R reference;
  private final Instant joinedAt;
  private List<RoomName> rooms = List.of(RoomName.LOBBY);
  private Optional<Text> away = Optional.empty();

  Member(Nickname nickname, R reference, Instant since) {
    this.nickname = nickname;
    this.reference = reference;
    this.joinedAt = since;
  }

  Nickname nickname() {
    return nickname;
  }

  R reference() {
    return reference;
  }

  /** When they came. */
  Instant joinedAt() {
    return joinedAt;
  }

  /** In which rooms they are; known in the lobby. */
  List<RoomName> rooms() {
    return rooms;
  }

  void setRooms(List<RoomName> now) {
    rooms = List.copyOf(now);
  }

  /** The note they left when they went away from the keyboard; empty if they are there. */
  Optional<Text> away() {
    return away;
  }

  void setAway(Optional<Text> note) {
    away = note;
  }
}
