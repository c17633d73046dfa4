package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The content of the status line.
 *
 * @param server the address of the server
 * @param room the current room, or the current query window
 * @param memberCount the number of members of the room; empty if it is unknown
 * @param lagMillis the round-trip time of the last ping, in milliseconds; empty if it is unknown
 * @param problem the problem of the connection; empty if there is none
 * @param unsentLines the number of typed lines that wait for a connection
 * @param away whether the user is marked as away
 * @param heading the topic of the room, or the away note of the other person, on one line and safe
 *     to show; empty if there is none, or if it is unknown
 */
public record ClientStatus(
    String server,
    RoomName room,
    OptionalInt memberCount,
    OptionalLong lagMillis,
    Optional<String> problem,
    int unsentLines,
    boolean away,
    Optional<String> heading) {

  /** The display name of the room or query window. */
  public String title() {
    return WindowName.title(room);
  }
}
