package io.parley.client.terminal;

import io.parley.protocol.RoomName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What somebody had begun to type in a room when they turned to another. */
final class Drafts {
  /** By the rooms' keys. */
  private final Map<String, String> drafts = new HashMap<>();

  void save(RoomName room, String typed) {
    if (!typed.isEmpty()) {
      drafts.merge(room.key(), typed, (before, now) -> before + " " + now);
    }
  }

  /** Takes it out. */
  Optional<String> take(RoomName room) {
    return Optional.ofNullable(drafts.remove(room.key()));
  }
}
