package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a room tells newcomers: the last things said in it, and what it is about. */
final class RecentHistory {
  private final RoomName room;
  private final int limit;
  private final Deque<ServerMessage.RoomText> messages = new ArrayDeque<>();
  private Optional<Text> topic = Optional.empty();

  /**
   * An empty memory.
   *
   * @param limit the most messages
   */
  RecentHistory(RoomName room, int limit) {
    this.room = room;
    this.limit = limit;
  }

  /** So much was there before. */
  void restore(List<ServerMessage.RoomText> past, Optional<Text> about) {
    past.forEach(this::add);
    topic = about.filter(text -> !text.value().isEmpty());
  }

  void add(ServerMessage.RoomText kept) {
    if (kept instanceof ServerMessage.TopicChanged set) {
      topic = Optional.of(set.text()).filter(text -> !text.value().isEmpty());
    }
    messages.add(kept);
    if (messages.size() > limit) {
      messages.remove();
    }
  }

  void addAll(Collection<ServerMessage.RoomText> kept) {
    kept.forEach(this::add);
  }

  Optional<Text> topic() {
    return topic;
  }

  /**
   * What a newcomer is told.
   *
   * @param later what was kept since, and is not in here yet
   */
  ServerMessage.Backlog backlog(List<ServerMessage.RoomText> later) {
    RecentHistory now = new RecentHistory(room, limit);
    now.restore(List.copyOf(messages), topic);
    now.addAll(later);
    return new ServerMessage.Backlog(room, now.topic, List.copyOf(now.messages));
  }
}
