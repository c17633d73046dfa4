package io.parley.client.model;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Optional;

/** What messages of several kinds have in common. */
public final class MessageFields {
  private MessageFields() {}

  /** Where and when it happened; empty if it is nothing that happens in a room. */
  public static Optional<Stamp> stamp(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return Optional.of(chatted.stamp());
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return Optional.of(emoted.stamp());
    }
    if (message instanceof ServerMessage.TopicChanged topic) {
      return Optional.of(topic.stamp());
    }
    if (message instanceof ServerMessage.Joined joined) {
      return Optional.of(joined.stamp());
    }
    return message instanceof ServerMessage.Left left
        ? Optional.of(left.stamp())
        : Optional.empty();
  }

  /** Which room it is about; empty if that is not known. */
  public static Optional<RoomName> room(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return Optional.of(recalled.room());
    }
    if (message instanceof ServerMessage.Notice notice) {
      return Answer.Topic.parseRoom(notice.text());
    }
    return stamp(message).filter(at -> !at.equals(Stamp.UNKNOWN)).map(Stamp::room);
  }

  /** Who said it, if it is something that people say. */
  public static Optional<Nickname> author(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return Optional.of(chatted.nickname());
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return Optional.of(emoted.nickname());
    }
    return message instanceof ServerMessage.PrivateMessage told
        ? Optional.of(told.from())
        : Optional.empty();
  }

  /** Who said it, or came or went. */
  public static Optional<Nickname> actor(ServerMessage message) {
    if (message instanceof ServerMessage.Joined joined) {
      return Optional.of(joined.nickname());
    }
    return message instanceof ServerMessage.Left left
        ? Optional.of(left.nickname())
        : author(message);
  }

  /** What was said, whoever said it and when. */
  public static Optional<Text> text(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return Optional.of(chatted.text());
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return Optional.of(emoted.text());
    }
    return message instanceof ServerMessage.TopicChanged topic
        ? Optional.of(topic.topic())
        : Optional.empty();
  }
}
