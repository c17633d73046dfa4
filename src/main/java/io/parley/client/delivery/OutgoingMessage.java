package io.parley.client.delivery;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * A text that this client sends: a chat message or emote to a room, or a private message.
 *
 * @param room the current room when the text was typed
 * @param expectedEcho the message that the server is expected to echo
 */
public record OutgoingMessage(RoomName room, ClientMessage message, ServerMessage expectedEcho) {

  public boolean isPrivate() {
    return expectedEcho instanceof ServerMessage.PrivateMessage;
  }

  public Text text() {
    return text(expectedEcho).orElseThrow();
  }

  /**
   * Whether a message can be the echo of this text. Some servers remove white space around it.
   *
   * @param echo a message of this client
   */
  boolean isEchoedBy(ServerMessage echo) {
    boolean toOther =
        echo instanceof ServerMessage.PrivateMessage privateEcho
            && expectedEcho instanceof ServerMessage.PrivateMessage mine
            && !privateEcho.to().isSame(mine.to());
    return !toOther
        && echo.getClass().equals(expectedEcho.getClass())
        && text(echo)
            .filter(text -> text.value().strip().equals(text().value().strip()))
            .isPresent();
  }

  /** Whether a message is from the room of this text, or from an unknown room. */
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
