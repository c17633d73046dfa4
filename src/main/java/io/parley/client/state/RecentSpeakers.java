package io.parley.client.state;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The latest authors of messages in each room. Part of {@link MemberLists}. */
final class RecentSpeakers {
  /** The number of authors that are stored for each room. */
  private static final int MAX_PER_ROOM = 50;

  /** Authors by room key, then by folded nickname; the latest author is last. */
  private final Map<String, Map<String, Nickname>> byRoom = new LruMap<>();

  void onMessage(ServerMessage message) {
    message.userMessage().ifPresent(sent -> add(sent.author(), message.stamp().room()));
    if (message instanceof ServerMessage.Renamed renamed) {
      renamed.stamp().knownRoom().ifPresent(room -> rename(renamed, room));
    }
  }

  List<Nickname> lastFirst(RoomName room) {
    List<Nickname> lastFirst = new ArrayList<>(byRoom.getOrDefault(room.key(), Map.of()).values());
    Collections.reverse(lastFirst);
    return lastFirst;
  }

  /** The authors of all rooms. */
  Stream<Nickname> all() {
    return byRoom.values().stream().flatMap(authors -> authors.values().stream());
  }

  /** Keeps the place in the order. */
  private void rename(ServerMessage.Renamed renamed, RoomName room) {
    Map<String, Nickname> before = byRoom.get(room.key());
    if (before != null && before.containsKey(renamed.previous().foldedKey())) {
      Map<String, Nickname> after = new LinkedHashMap<>();
      before.remove(renamed.nickname().foldedKey());
      before.values().stream()
          .map(each -> each.isSame(renamed.previous()) ? renamed.nickname() : each)
          .forEach(each -> after.put(each.foldedKey(), each));
      byRoom.put(room.key(), after);
    }
  }

  private void add(Nickname author, RoomName room) {
    Map<String, Nickname> authors =
        byRoom.computeIfAbsent(room.key(), key -> new LinkedHashMap<>());
    String key = author.foldedKey();
    authors.remove(key);
    authors.put(key, author);
    if (authors.size() > MAX_PER_ROOM) {
      authors.remove(authors.keySet().iterator().next());
    }
  }
}
