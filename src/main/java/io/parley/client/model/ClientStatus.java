package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How things stand, for the line above the input.
 *
 * @param server where this client is, or wants to be
 * @param room where it talks, or the window of whom it talks with alone
 * @param memberCount how many are in that room; empty if the server does not tell
 * @param lagMillis how long the server took to answer, in milliseconds; empty if nobody knows
 * @param problem what is wrong with the connection; empty if nothing is
 * @param unsentLines how many lines were typed that wait for a connection
 * @param away whether this client's user has said that they are away
 */
public record ClientStatus(
    String server,
    RoomName room,
    OptionalInt memberCount,
    OptionalLong lagMillis,
    Optional<String> problem,
    int unsentLines,
    boolean away) {

  /** How the room is called where somebody reads it, or whom one talks with alone. */
  public String title() {
    return WindowName.title(room);
  }
}
