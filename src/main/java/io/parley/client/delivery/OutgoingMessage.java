package io.parley.client.delivery;

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
 * @param expectedEcho what it will be when it comes back
 */
public record OutgoingMessage(RoomName room, ClientMessage message, ServerMessage expectedEcho) {

  public boolean isPrivate() {
    return expectedEcho instanceof ServerMessage.PrivateMessage;
  }

  public Text text() {
    return text(expectedEcho).orElseThrow();
  }

  /**
   * Whether a message may be this, come back. Some servers take away white space around it.
   *
   * @param echo of this client itself
   */
  boolean isEchoedBy(ServerMessage echo) {
    boolean toOther =
        echo instanceof ServerMessage.PrivateMessage told
            && expectedEcho instanceof ServerMessage.PrivateMessage mine
            && !told.to().isSame(mine.to());
    return !toOther
        && echo.getClass().equals(expectedEcho.getClass())
        && text(echo)
            .filter(text -> text.value().strip().equals(text().value().strip()))
            .isPresent();
  }

  /** Whether a message comes from where this was said, as far as the server tells. */
  boolean matchesRoomOf(ServerMessage echo) {
    return !(echo instanceof ServerMessage.RoomMessage event)
        || event.stamp().equals(Stamp.UNKNOWN)
        || event.stamp().room().isSame(room);
  }

  private static Optional<Text> text(ServerMessage message) {
    if (message instanceof ServerMessage.UserMessage sent) {
      return Optional.of(sent.text());
    }
    return message instanceof ServerMessage.RoomText sent
        ? Optional.of(sent.text())
        : Optional.empty();
  }
}
