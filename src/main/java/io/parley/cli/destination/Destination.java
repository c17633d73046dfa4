package io.parley.cli.destination;

import io.parley.cli.option.DialectConverter;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * Where to chat, and as whom.
 *
 * @param room the room to enter; empty for the lobby alone
 * @param dialect a name that {@link DialectConverter} lets through
 */
public record Destination(
    String nickname, String host, int port, Optional<String> room, String dialect) {
  /** What will do is for the server to say, but it must get there in a frame. */
  private static final int MAX_LENGTH = 1000;

  public Destination {
    room = room.map(RoomName::stripHash);
  }

  /** Makes sure that all of it can be said and shown. */
  Destination validated() throws InvalidDestinationException {
    validate("NICK", nickname);
    validate("HOST", host);
    if (room.isPresent()) {
      validate("ROOM", room.get());
    }
    return this;
  }

  /** A link or a file may come from anybody, and raw text ends at a newline. */
  private static void validate(String what, String value) throws InvalidDestinationException {
    if (value.length() > MAX_LENGTH) {
      throw new InvalidDestinationException(what + " is longer than " + MAX_LENGTH + " characters");
    }
    if (!Text.sanitize(value).toSingleLine().equals(value)) {
      throw new InvalidDestinationException(what + " has control characters in it");
    }
  }
}
