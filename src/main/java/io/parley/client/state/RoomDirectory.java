package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.List;

/** The last room list of the server, for completion. Owned by the client's actor. */
public final class RoomDirectory {
  private static final int MAX_ROOMS = 1000;

  private List<RoomName> rooms = List.of();

  /** The server sent its room list. */
  public void onRoomList(List<RoomName> list) {
    rooms = list.stream().limit(MAX_ROOMS).toList();
  }

  /** The rooms of the last list; empty before the first one. */
  public List<RoomName> rooms() {
    return rooms;
  }
}
