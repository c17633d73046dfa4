package io.parley.client;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * Something that this client says: to a room, in which it chats or does something, or to one person
 * alone.
 *
 * @param room where this client talked when it was typed
 * @param own what it will be when it comes back
 */
record Utterance(RoomName room, ClientMessage message, ServerMessage own) {

  boolean isPrivate() {
    return own instanceof ServerMessage.PrivateMessage;
  }

  Text text() {
    return text(own).orElseThrow();
  }

  /**
   * Whether a message may be this, come back. Some servers take away white space around it.
   *
   * @param echo of this client itself
   */
  boolean isEchoedBy(ServerMessage echo) {
    boolean toOther =
        echo instanceof ServerMessage.PrivateMessage told
            && own instanceof ServerMessage.PrivateMessage mine
            && !told.to().isSame(mine.to());
    return !toOther
        && echo.getClass().equals(own.getClass())
        && text(echo)
            .filter(text -> text.value().strip().equals(text().value().strip()))
            .isPresent();
  }

  /** Whether a message comes from where this was said, as far as the server tells. */
  boolean isFrom(ServerMessage echo) {
    return Parts.stamp(echo)
        .filter(stamp -> !stamp.equals(Stamp.UNKNOWN) && !stamp.room().isSame(room))
        .isEmpty();
  }

  private static Optional<Text> text(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage told
        ? Optional.of(told.text())
        : Parts.words(message);
  }
}
