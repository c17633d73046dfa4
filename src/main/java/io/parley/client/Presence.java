package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is in which room, as far as the server tells. Only a list from the server begins it: who
 * comes and goes says nothing of those who were there before. Thread-safe.
 */
final class Presence {
  /** By the room's key. */
  private final Map<String, List<Nickname>> here = new Latest<>();

  private final Speakers speakers = new Speakers();

  private int asked;

  /** A list is asked for. */
  synchronized void asked() {
    asked++;
  }

  /** The connection is gone: nothing is known of who comes and goes now. */
  synchronized void lost() {
    asked = 0;
    here.clear();
  }

  /** Whether the list that has just come, whole, was asked for. */
  synchronized boolean wasAsked() {
    boolean was = asked > 0;
    asked = Math.max(0, asked - 1);
    return was;
  }

  /** This client has left a room: nothing more is told of it. */
  synchronized void left(RoomName room) {
    here.remove(room.key());
  }

  synchronized void heard(ServerMessage message) {
    speakers.heard(message);
    if (message instanceof ServerMessage.MemberList present) {
      here.put(present.room().key(), new ArrayList<>(present.nicknames()));
    } else if (message instanceof ServerMessage.Joined joined) {
      in(joined.stamp().room())
          .filter(list -> list.stream().noneMatch(joined.nickname()::isSame))
          .ifPresent(list -> list.add(joined.nickname()));
    } else if (message instanceof ServerMessage.Left left) {
      in(left.stamp().room()).ifPresent(list -> list.removeIf(left.nickname()::isSame));
    }
  }

  /** Empty if the server does not tell. */
  synchronized Optional<ServerMessage.MemberList> now(RoomName room) {
    return in(room).map(list -> new ServerMessage.MemberList(list, room));
  }

  /** Who of those who are there spoke last, then before, and so on; then the rest. */
  synchronized List<Nickname> lastSpoken(RoomName room) {
    List<Nickname> present = in(room).orElse(List.of());
    List<Nickname> sorted = new ArrayList<>(speakers.in(room));
    sorted.removeIf(speaker -> present.stream().noneMatch(speaker::isSame));
    present.stream()
        .filter(other -> sorted.stream().noneMatch(other::isSame))
        .sorted(Comparator.comparing(Nickname::value, String.CASE_INSENSITIVE_ORDER))
        .toList()
        .forEach(sorted::add);
    return sorted;
  }

  /** How many are there; empty if the server does not tell. */
  synchronized OptionalInt count(RoomName room) {
    return in(room).map(list -> OptionalInt.of(list.size())).orElseGet(OptionalInt::empty);
  }

  private Optional<List<Nickname>> in(RoomName room) {
    return Optional.ofNullable(here.get(room.key()));
  }
}
