package io.parley.client.state;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The last room list of the server and the invitations, for completion. Owned by the client's
 * actor.
 */
public final class RoomDirectory {
  private static final int MAX_ROOMS = 1000;

  private List<RoomName> rooms = List.of();

  /** By the rooms' keys. */
  private final Map<String, RoomName> invited = new LruMap<>();

  /** The server sent its room list. */
  public void onRoomList(List<RoomName> list) {
    rooms = list.stream().limit(MAX_ROOMS).toList();
  }

  /** Somebody has invited the user to a room, which the list may not have. */
  public void onInvited(RoomName room) {
    invited.put(room.key(), room);
  }

  /** The rooms of the last list, and those of invitations. */
  public List<RoomName> rooms() {
    return Stream.concat(rooms.stream(), invited.values().stream()).toList();
  }
}
