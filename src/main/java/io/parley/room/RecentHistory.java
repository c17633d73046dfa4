package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The newest texts of a room and its topic, which new members get. */
final class RecentHistory {
  private final RoomName room;
  private final int limit;
  private final Deque<ServerMessage.RoomText> messages = new ArrayDeque<>();
  private Optional<Text> topic = Optional.empty();

  /**
   * Creates an empty history.
   *
   * @param limit the maximum number of texts
   */
  RecentHistory(RoomName room, int limit) {
    this.room = room;
    this.limit = limit;
  }

  /** Adds texts, oldest first, and sets the topic. An empty text is no topic. */
  void restore(List<ServerMessage.RoomText> texts, Optional<Text> newTopic) {
    texts.forEach(this::add);
    topic = newTopic.filter(text -> !text.value().isEmpty());
  }

  void add(ServerMessage.RoomText message) {
    if (message instanceof ServerMessage.TopicChanged) {
      topic = Optional.of(message.text()).filter(text -> !text.value().isEmpty());
    }
    messages.add(message);
    if (messages.size() > limit) {
      messages.remove();
    }
  }

  void addAll(Collection<ServerMessage.RoomText> texts) {
    texts.forEach(this::add);
  }

  /** The text with this id; empty if it is not among the newest. */
  Optional<ServerMessage.RoomText> find(long id) {
    return messages.stream()
        .filter(message -> message.stamp().id().equals(OptionalLong.of(id)))
        .findFirst();
  }

  /** A text is as it is now, and so are the citations of it. */
  void revise(ServerMessage.RoomText revised) {
    OptionalLong id = revised.stamp().id();
    List<ServerMessage.RoomText> all = List.copyOf(messages);
    messages.clear();
    for (ServerMessage.RoomText each : all) {
      messages.add(each.stamp().id().equals(id) ? revised : each.withCitationOf(revised));
    }
  }

  /** Forgets the texts before a time. The topic stays. */
  void forgetBefore(Instant time) {
    while (!messages.isEmpty() && messages.element().stamp().time().isBefore(time)) {
      messages.remove();
    }
  }

  Optional<Text> topic() {
    return topic;
  }

  /**
   * Creates the backlog for a new member.
   *
   * @param later texts that are newer than this history
   */
  ServerMessage.Backlog backlog(List<ServerMessage.RoomText> later) {
    RecentHistory complete = new RecentHistory(room, limit);
    complete.restore(List.copyOf(messages), topic);
    complete.addAll(later);
    return new ServerMessage.Backlog(room, complete.topic, List.copyOf(complete.messages));
  }
}
