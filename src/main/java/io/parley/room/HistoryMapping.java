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

/** What is said, as it is kept; and what is kept, as it was said. */
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

  /** What was said, made safe to show, as the history may have been written by anybody. */
  public static ServerMessage.RoomText toServerMessage(StoredMessage entry) {
    NewMessage saying = entry.content();
    Stamp stamp =
        new Stamp(RoomName.sanitize(saying.room()), saying.time(), OptionalLong.of(entry.id()));
    return toServerMessage(
        saying.kind(), Nickname.sanitize(saying.nickname()), Text.sanitize(saying.text()), stamp);
  }
}
