package io.parley.client.delivery;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * A text that this client sends: a chat message or emote to a room, or a private message.
 *
 * @param room the current room when the text was typed
 * @param expectedEcho the message that the server is expected to echo
 */
public record OutgoingMessage(
    RoomName room, ClientMessage message, ServerMessage.UserMessage expectedEcho) {

  public boolean isPrivate() {
    return expectedEcho.recipient().isPresent();
  }

  public Text text() {
    return expectedEcho.text();
  }

  /**
   * Whether a message can be the echo of this text. Some servers remove white space around it.
   *
   * @param echo a message of this client
   */
  boolean isEchoedBy(ServerMessage echo) {
    return echo.getClass().equals(expectedEcho.getClass())
        && echo.userMessage().filter(this::isEqualInContent).isPresent();
  }

  /** Whether a message is from the room of this text, or from an unknown room. */
  boolean matchesRoomOf(ServerMessage echo) {
    return echo.stamp().knownRoom().map(room::isSame).orElse(true);
  }

  private boolean isEqualInContent(ServerMessage.UserMessage echo) {
    return echo.text().value().strip().equals(text().value().strip())
        && key(echo.recipient()).equals(key(expectedEcho.recipient()));
  }

  private static Optional<String> key(Optional<Nickname> recipient) {
    return recipient.map(Nickname::foldedKey);
  }
}
