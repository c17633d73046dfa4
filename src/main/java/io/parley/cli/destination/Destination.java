package io.parley.cli.destination;

import io.parley.cli.option.PortConverter;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;

/**
 * The server, nickname and room of a client.
 *
 * @param room the room to enter and to show; empty for the lobby, or the room of the last time
 * @param moreRooms further rooms to enter
 * @param dialect the name of a known dialect
 * @param tls whether connections are protected by TLS
 */
public record Destination(
    String nickname,
    String host,
    int port,
    Optional<String> room,
    List<String> moreRooms,
    String dialect,
    boolean tls) {
  /** In characters. The server checks the rest; a longer value may not fit into a frame. */
  private static final int MAX_LENGTH = 1000;

  public Destination {
    room = room.map(RoomName::stripHash);
    moreRooms = moreRooms.stream().map(RoomName::stripHash).toList();
  }

  /** The same with another nickname. */
  public Destination withNickname(String other) {
    return new Destination(other, host, port, room, moreRooms, dialect, tls);
  }

  /**
   * Parses the port of a server: 1 to 65535.
   *
   * @throws InvalidDestinationException if it is not such a number
   */
  static int parsePort(String value) throws InvalidDestinationException {
    return PortConverter.parse(value, 1)
        .orElseThrow(
            () ->
                new InvalidDestinationException(
                    "'" + value + "' is not a port (1 to " + PortConverter.MAX + ")"));
  }

  /**
   * Checks that each value is short enough and has no control characters. A URI or a file may
   * contain any text, and a newline would end a line of the text dialects.
   */
  Destination validated() throws InvalidDestinationException {
    validate("NICK", nickname);
    validate("HOST", host);
    if (room.isPresent()) {
      validate("ROOM", room.get());
    }
    for (String each : moreRooms) {
      validate("ROOM", each);
    }
    return this;
  }

  private static void validate(String what, String value) throws InvalidDestinationException {
    if (value.length() > MAX_LENGTH) {
      throw new InvalidDestinationException(what + " is longer than " + MAX_LENGTH + " characters");
    }
    if (!Text.sanitize(value).toSingleLine().equals(value)) {
      throw new InvalidDestinationException(what + " contains control characters");
    }
  }
}
