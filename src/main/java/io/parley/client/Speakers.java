package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who spoke in each room, whoever did so last first. Used under the lock of {@link Presence}. */
final class Speakers {
  /** Of a room; who spoke before them is one of many. */
  private static final int MOST = 50;

  /** By the room's key. */
  private final Map<String, List<Nickname>> spoke = new Latest<>();

  void heard(ServerMessage message) {
    Stamp stamp = Parts.stamp(message).orElse(Stamp.UNKNOWN);
    Parts.author(message).ifPresent(author -> spoke(author, stamp.room()));
  }

  List<Nickname> in(RoomName room) {
    return List.copyOf(spoke.getOrDefault(room.key(), List.of()));
  }

  private void spoke(Nickname author, RoomName room) {
    List<Nickname> there = spoke.computeIfAbsent(room.key(), key -> new ArrayList<>());
    there.removeIf(author::isSame);
    there.add(0, author);
    if (there.size() > MOST) {
      there.remove(MOST);
    }
  }
}
