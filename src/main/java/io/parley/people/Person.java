package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import io.parley.room.MemberMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What the {@link NicknameRegistry}, its owner, knows of a registered connection. */
final class Person {
  private final ActorRef<MemberMessage> connection;
  private final Instant since;
  private Nickname nickname;
  private Optional<Nickname> previous = Optional.empty();
  private List<RoomName> rooms = List.of();
  private Optional<Text> away = Optional.empty();

  Person(Nickname nickname, ActorRef<MemberMessage> connection, Instant since) {
    this.nickname = nickname;
    this.connection = connection;
    this.since = since;
  }

  ActorRef<MemberMessage> connection() {
    return connection;
  }

  /** When the connection was registered. */
  Instant since() {
    return since;
  }

  Nickname nickname() {
    return nickname;
  }

  void setNickname(Nickname nickname) {
    this.nickname = nickname;
  }

  /** The nickname before a rename that not all rooms know yet. */
  Optional<Nickname> previous() {
    return previous;
  }

  void setPrevious(Optional<Nickname> previous) {
    this.previous = previous;
  }

  /** The rooms, in the order in which they are shown. */
  List<RoomName> rooms() {
    return rooms;
  }

  void setRooms(List<RoomName> rooms) {
    this.rooms = List.copyOf(rooms);
  }

  /** The away note; empty if the person is not away. */
  Optional<Text> away() {
    return away;
  }

  void setAway(Optional<Text> note) {
    away = note;
  }
}
