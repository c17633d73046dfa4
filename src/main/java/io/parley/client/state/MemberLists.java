package io.parley.client.state;

import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.Done;

/**
 * The members of each room. Only a member list of the server creates an entry, because joins and
 * leaves do not name the earlier members. Owned by the client's actor.
 */
public final class MemberLists {

  /** The members of one room that are known. */
  private static final class KnownMembers {
    private final List<Nickname> nicknames;

    /** Whether the list named all members, and all who joined or left since then were named. */
    private boolean complete;

    KnownMembers(List<Nickname> nicknames, boolean complete) {
      this.nicknames = new ArrayList<>(nicknames);
      this.complete = complete;
    }
  }

  /** By the room's key. */
  private final Map<String, KnownMembers> lists = new LruMap<>();

  /** The key of the room whose list is the last message; empty if that is another message. */
  private Optional<String> lastListed = Optional.empty();

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
    lastListed = Optional.empty();
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
  }

  public void onMessage(ServerMessage message) {
    recentSpeakers.onMessage(message);
    Done ignored = message.accept(new MessageHandler());
    lastListed =
        message instanceof ServerMessage.MemberList list
            ? Optional.of(list.room().key())
            : Optional.empty();
  }

  /**
   * Whether one of these names is that of a member or of a recent author, in any room.
   *
   * @param names folded as in {@link FoldedText}
   */
  boolean hasNickname(Set<String> names) {
    return Stream.concat(
            lists.values().stream().flatMap(known -> known.nicknames.stream()),
            recentSpeakers.all())
        .anyMatch(nickname -> names.contains(FoldedText.of(nickname.value()).folded()));
  }

  /** The member list of a room; empty if the client does not know all members. */
  public Optional<ServerMessage.MemberList> members(RoomName room) {
    return completeList(room).map(list -> new ServerMessage.MemberList(list, room));
  }

  /** Whether the client knows some members of a room. */
  public boolean isKnown(RoomName room) {
    return lists.containsKey(room.key());
  }

  /**
   * The known members, by the time of their last message, latest first; then those without a
   * message, by name.
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

  /** The number of members; empty if the client does not know all of them. */
  OptionalInt count(RoomName room) {
    return completeList(room)
        .map(list -> OptionalInt.of(list.size()))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<List<Nickname>> completeList(RoomName room) {
    return known(room).filter(known -> known.complete).map(known -> known.nicknames);
  }

  private Optional<List<Nickname>> list(RoomName room) {
    return known(room).map(known -> known.nicknames);
  }

  private Optional<KnownMembers> known(RoomName room) {
    return Optional.ofNullable(lists.get(room.key()));
  }

  private final class MessageHandler extends DefaultServerMessageHandler<Done> {

    @Override
    public Done onMemberList(ServerMessage.MemberList list) {
      String room = list.room().key();
      List<Nickname> nicknames =
          lastListed.equals(Optional.of(room)) ? withEarlierParts(list) : list.nicknames();
      lists.put(room, new KnownMembers(nicknames, list.isComplete()));
      return Done.getInstance();
    }

    /** A list that is too long for one packet comes in several, one directly after the other. */
    private List<Nickname> withEarlierParts(ServerMessage.MemberList list) {
      Map<String, Nickname> all = new LinkedHashMap<>();
      Stream.concat(list(list.room()).stream().flatMap(List::stream), list.nicknames().stream())
          .forEach(nickname -> all.put(nickname.foldedKey(), nickname));
      return List.copyOf(all.values());
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
    public Done onRenamed(ServerMessage.Renamed renamed) {
      renamed
          .stamp()
          .knownRoom()
          .flatMap(MemberLists.this::list)
          .ifPresent(
              list ->
                  list.replaceAll(
                      each -> each.isSame(renamed.previous()) ? renamed.nickname() : each));
      return Done.getInstance();
    }

    @Override
    public Done onPresenceSummary(ServerMessage.PresenceSummary summary) {
      known(summary.stamp().room()).ifPresent(known -> known.complete = false);
      return Done.getInstance();
    }

    @Override
    protected Done onOther(ServerMessage message) {
      return Done.getInstance();
    }
  }
}
