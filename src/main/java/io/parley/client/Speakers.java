package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who spoke in each room, whoever did so last first. Used under the lock of {@link Presence}. */
final class Speakers {
  /** Of a room; who spoke before them is one of many. */
  private static final int MOST = 50;

  /** By the room's key; of each room by their own keys, whoever spoke last at the end. */
  private final Map<String, Map<String, Nickname>> spoke = new Latest<>();

  void heard(ServerMessage message) {
    Stamp stamp = Parts.stamp(message).orElse(Stamp.UNKNOWN);
    Parts.author(message).ifPresent(author -> spoke(author, stamp.room()));
  }

  List<Nickname> in(RoomName room) {
    List<Nickname> lastFirst = new ArrayList<>(spoke.getOrDefault(room.key(), Map.of()).values());
    Collections.reverse(lastFirst);
    return lastFirst;
  }

  private void spoke(Nickname author, RoomName room) {
    Map<String, Nickname> there = spoke.computeIfAbsent(room.key(), key -> new LinkedHashMap<>());
    String key = author.key();
    there.remove(key);
    there.put(key, author);
    if (there.size() > MOST) {
      there.remove(there.keySet().iterator().next());
    }
  }
}
