package io.parley.cli;

import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.Optional;

/**
 * Where to chat, and as whom.
 *
 * @param room the room to enter; empty for the lobby alone
 * @param dialect a name that {@link DialectName} lets through
 */
record Destination(String nickname, String host, int port, Optional<String> room, String dialect) {
  /** What will do is for the server to say, but it must get there in a frame. */
  private static final int LONGEST = 1000;

  Destination {
    room = room.map(RoomName::written);
  }

  /** Makes sure that all of it can be said and shown. */
  Destination checked() throws WrongDestinationException {
    check("NICK", nickname);
    check("HOST", host);
    if (room.isPresent()) {
      check("ROOM", room.get());
    }
    return this;
  }

  /** A link or a file may come from anybody, and raw text ends at a newline. */
  private static void check(String what, String value) throws WrongDestinationException {
    if (value.length() > LONGEST) {
      throw new WrongDestinationException(what + " is longer than " + LONGEST + " characters");
    }
    if (!Text.clean(value).oneLine().equals(value)) {
      throw new WrongDestinationException(what + " has control characters in it");
    }
  }
}
