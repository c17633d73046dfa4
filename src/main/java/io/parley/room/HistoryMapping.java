package io.parley.room;

import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.OptionalLong;

/** Converts texts between the protocol and the history. */
public final class HistoryMapping {
  private HistoryMapping() {}

  static NewMessage toNewMessage(MessageKind kind, Nickname nickname, Text text, Stamp stamp) {
    return new NewMessage(stamp.room().value(), stamp.time(), nickname.value(), kind, text.value());
  }

  static ServerMessage.RoomText toServerMessage(
      MessageKind kind, Nickname nickname, Text text, Stamp stamp) {
    return switch (kind) {
      case CHAT -> new ServerMessage.Chatted(nickname, text, stamp);
      case EMOTE -> new ServerMessage.Emoted(nickname, text, stamp);
      case TOPIC -> new ServerMessage.TopicChanged(nickname, text, stamp);
    };
  }

  /** Converts a stored message. It is sanitized, as other programs may have written the history. */
  public static ServerMessage.RoomText toServerMessage(StoredMessage stored) {
    NewMessage message = stored.content();
    Stamp stamp =
        new Stamp(RoomName.sanitize(message.room()), message.time(), OptionalLong.of(stored.id()));
    return toServerMessage(
        message.kind(),
        Nickname.sanitize(message.nickname()),
        Text.sanitize(message.text()),
        stamp);
  }
}
