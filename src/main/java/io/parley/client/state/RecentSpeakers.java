package io.parley.client.state;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who spoke in each room, whoever did so last first. Used under the lock of {@link MemberLists}.
 */
final class RecentSpeakers {
  /** Of a room; who spoke before them is one of many. */
  private static final int MAX_PER_ROOM = 50;

  /** By the room's key; of each room by their own keys, whoever spoke last at the end. */
  private final Map<String, Map<String, Nickname>> byRoom = new LruMap<>();

  void onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.UserMessage sent) {
      Stamp stamp = sent instanceof ServerMessage.RoomMessage event ? event.stamp() : Stamp.UNKNOWN;
      add(sent.author(), stamp.room());
    }
  }

  List<Nickname> lastFirst(RoomName room) {
    List<Nickname> lastFirst = new ArrayList<>(byRoom.getOrDefault(room.key(), Map.of()).values());
    Collections.reverse(lastFirst);
    return lastFirst;
  }

  private void add(Nickname author, RoomName room) {
    Map<String, Nickname> there = byRoom.computeIfAbsent(room.key(), key -> new LinkedHashMap<>());
    String key = author.key();
    there.remove(key);
    there.put(key, author);
    if (there.size() > MAX_PER_ROOM) {
      there.remove(there.keySet().iterator().next());
    }
  }
}
