package io.parley.client.state;

import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pekko.Done;

/**
 * The members of each room. Only a member list of the server creates an entry, because joins and
 * leaves do not name the earlier members. Owned by the client's actor.
 */
public final class MemberLists {
  /** By the room's key. */
  private final Map<String, List<Nickname>> lists = new LruMap<>();

  /** The keys of rooms of which members joined or left unnamed since the last list. */
  private final Set<String> incomplete = new HashSet<>();

  private final RecentSpeakers recentSpeakers = new RecentSpeakers();

  private int listRequests;

  /** A member list is requested. */
  public void onListRequested() {
    listRequests++;
  }

  /** The connection is lost: joins and leaves are not received now. */
  void onConnectionLost() {
    listRequests = 0;
    lists.clear();
    incomplete.clear();
  }

  /** Whether the complete list that was just received was requested. */
  public boolean takeListRequested() {
    boolean requested = listRequests > 0;
    listRequests = Math.max(0, listRequests - 1);
    return requested;
  }

  /** This client left a room: the server sends no more of its joins and leaves. */
  public void onLeft(RoomName room) {
    lists.remove(room.key());
    incomplete.remove(room.key());
  }

  public void onMessage(ServerMessage message) {
    recentSpeakers.onMessage(message);
    Done ignored = message.accept(new MessageHandler());
  }

  /** The member list of a room; empty if the server did not send it, or if it has changed since. */
  public Optional<ServerMessage.MemberList> members(RoomName room) {
    return completeList(room).map(list -> new ServerMessage.MemberList(list, room));
  }

  /**
   * The members, by the time of their last message, latest first; then those without a message, by
   * name.
   */
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

  /**
   * The number of members; empty if the server did not send the list, or if it has changed since.
   */
  OptionalInt count(RoomName room) {
    return completeList(room)
        .map(list -> OptionalInt.of(list.size()))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<List<Nickname>> completeList(RoomName room) {
    return list(room).filter(list -> !incomplete.contains(room.key()));
  }

  private Optional<List<Nickname>> list(RoomName room) {
    return Optional.ofNullable(lists.get(room.key()));
  }

  private final class MessageHandler extends DefaultServerMessageHandler<Done> {

    @Override
    public Done onMemberList(ServerMessage.MemberList list) {
      lists.put(list.room().key(), new ArrayList<>(list.nicknames()));
      incomplete.remove(list.room().key());
      return Done.getInstance();
    }

    @Override
    public Done onJoined(ServerMessage.Joined joined) {
      list(joined.stamp().room())
          .filter(list -> list.stream().noneMatch(joined.nickname()::isSame))
          .ifPresent(list -> list.add(joined.nickname()));
      return Done.getInstance();
    }

    @Override
    public Done onLeft(ServerMessage.Left left) {
      list(left.stamp().room()).ifPresent(list -> list.removeIf(left.nickname()::isSame));
      return Done.getInstance();
    }

    @Override
    public Done onPresenceSummary(ServerMessage.PresenceSummary summary) {
      String room = summary.stamp().room().key();
      if (lists.containsKey(room)) {
        incomplete.add(room);
      }
      return Done.getInstance();
    }

    @Override
    protected Done onOther(ServerMessage message) {
      return Done.getInstance();
    }
  }
}
