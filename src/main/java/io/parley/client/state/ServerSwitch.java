package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.Optional;

/**
 * A room that the client, and not its user, makes the server select before it resends a message of
 * that room. The server's answer is not shown.
 */
public final class ServerSwitch {
  private Optional<RoomName> expected = Optional.empty();
  private Optional<Boolean> result = Optional.empty();

  /** The server is asked to select a room. */
  public void expect(RoomName room) {
    expected = Optional.of(room);
    result = Optional.empty();
  }

  /** Whether this is why the server says that this client is in a room. */
  public boolean complete(RoomName room) {
    boolean matches = expected.filter(room::isSame).isPresent();
    if (matches) {
      settle(true);
    }
    return matches;
  }

  /** The server does not let this client into the room, or does not answer. */
  public void refuse() {
    if (expected.isPresent()) {
      settle(false);
    }
  }

  /** Whether the server selected the room that was expected last; empty before it answered. */
  public Optional<Boolean> result() {
    return result;
  }

  private void settle(boolean selected) {
    expected = Optional.empty();
    result = Optional.of(selected);
  }
}
