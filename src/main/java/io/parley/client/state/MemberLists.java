package io.parley.client.state;

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
 * comes and goes says nothing of those who were there before..
 */
public final class MemberLists {
  /** By the room's key. */
  private final Map<String, List<Nickname>> lists = new LruMap<>();

  private final RecentSpeakers recentSpeakers = new RecentSpeakers();

  private int listRequests;

  /** A list is asked for. */
  public void onListRequested() {
    listRequests++;
  }

  /** The connection is gone: nothing is known of who comes and goes now. */
  void onConnectionLost() {
    listRequests = 0;
    lists.clear();
  }

  /** Whether the list that has just come, whole, was asked for. */
  public boolean takeListRequested() {
    boolean was = listRequests > 0;
    listRequests = Math.max(0, listRequests - 1);
    return was;
  }

  /** This client has left a room: nothing more is told of it. */
  public void onLeft(RoomName room) {
    lists.remove(room.key());
  }

  public void onMessage(ServerMessage message) {
    recentSpeakers.onMessage(message);
    if (message instanceof ServerMessage.MemberList present) {
      lists.put(present.room().key(), new ArrayList<>(present.nicknames()));
    } else if (message instanceof ServerMessage.Joined joined) {
      list(joined.stamp().room())
          .filter(list -> list.stream().noneMatch(joined.nickname()::isSame))
          .ifPresent(list -> list.add(joined.nickname()));
    } else if (message instanceof ServerMessage.Left left) {
      list(left.stamp().room()).ifPresent(list -> list.removeIf(left.nickname()::isSame));
    }
  }

  /** Empty if the server does not tell. */
  public Optional<ServerMessage.MemberList> members(RoomName room) {
    return list(room).map(list -> new ServerMessage.MemberList(list, room));
  }

  /** Who of those who are there spoke last, then before, and so on; then the rest. */
  public List<Nickname> byLastSpoken(RoomName room) {
    List<Nickname> present = list(room).orElse(List.of());
    List<Nickname> sorted = new ArrayList<>(recentSpeakers.lastFirst(room));
    sorted.removeIf(speaker -> present.stream().noneMatch(speaker::isSame));
    present.stream()
        .filter(other -> sorted.stream().noneMatch(other::isSame))
        .sorted(Comparator.comparing(Nickname::value, String.CASE_INSENSITIVE_ORDER))
        .toList()
        .forEach(sorted::add);
    return sorted;
  }

  /** How many are there; empty if the server does not tell. */
  OptionalInt count(RoomName room) {
    return list(room).map(list -> OptionalInt.of(list.size())).orElseGet(OptionalInt::empty);
  }

  private Optional<List<Nickname>> list(RoomName room) {
    return Optional.ofNullable(lists.get(room.key()));
  }
}
