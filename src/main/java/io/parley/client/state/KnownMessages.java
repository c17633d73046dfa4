package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The ids of the newest texts of each room, and their authors, so that a user can name a text
 * without its id. Owned by the client's actor.
 */
public final class KnownMessages {
  private static final int MAX_PER_ROOM = 200;

  /** The authors by the ids of the messages, by the keys of the rooms. */
  private final Map<String, NavigableMap<Long, Nickname>> rooms = new HashMap<>();

  /** Handles any message of the server. */
  public void onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.RoomText text) {
      add(text);
    } else if (message instanceof ServerMessage.Backlog backlog) {
      backlog.messages().forEach(this::add);
    } else if (message instanceof ServerMessage.Revised revised) {
      if (revised.revision() instanceof Revision.Deleted) {
        revised.messages().forEach(this::remove);
      }
    } else {
      message
          .answer(Answer.History.class)
          .map(Answer.History::messages)
          .orElse(List.of())
          .forEach(this::add);
    }
  }

  private void add(ServerMessage.RoomText text) {
    boolean isText = text.userMessage().isPresent();
    if (!isText || text.stamp().id().isEmpty() || text.annotations().deletedBy().isPresent()) {
      return;
    }
    NavigableMap<Long, Nickname> room =
        rooms.computeIfAbsent(text.stamp().room().key(), key -> new TreeMap<>());
    room.put(text.stamp().id().getAsLong(), text.nickname());
    if (room.size() > MAX_PER_ROOM) {
      room.pollFirstEntry();
    }
  }

  private void remove(ServerMessage.RoomText text) {
    NavigableMap<Long, Nickname> room = rooms.get(text.stamp().room().key());
    if (room != null && text.stamp().id().isPresent()) {
      room.remove(text.stamp().id().getAsLong());
    }
  }

  /**
   * The id of a text of some authors; empty if so many are not known.
   *
   * @param number 1 for the newest
   */
  public OptionalLong newest(RoomName room, int number, Predicate<Nickname> author) {
    NavigableMap<Long, Nickname> known = rooms.getOrDefault(room.key(), new TreeMap<>());
    return known.descendingMap().entrySet().stream()
        .filter(entry -> author.test(entry.getValue()))
        .skip(number - 1L)
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }
}
