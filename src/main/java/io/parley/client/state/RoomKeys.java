package io.parley.client.state;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.Map;
import java.util.Optional;

/**
 * The keys with which this client has entered rooms, for a reconnect. They are in memory only, and
 * no text shows them. Owned by the client's actor.
 */
public final class RoomKeys {
  private static final String SETTING = "key";
  private static final String OFF = "off";

  /** The keys that the server has accepted, by the rooms' keys. */
  private final Map<String, String> accepted = new LruMap<>();

  /** The keys of join requests that the server has not confirmed, by the rooms' keys. */
  private final Map<String, String> offered = new LruMap<>();

  /** The keys that the user has asked to give a room, by the rooms' keys. */
  private final Map<String, String> changes = new LruMap<>();

  /** A request is sent. */
  public void onRequest(Request request) {
    if (request instanceof Request.Join join) {
      String room = RoomName.sanitize(join.room()).key();
      join.key().ifPresentOrElse(key -> offered.put(room, key), () -> offered.remove(room));
    } else if (request instanceof Request.ChangeSetting change
        && change.setting().equalsIgnoreCase(SETTING)) {
      change
          .room()
          .ifPresent(room -> changes.put(RoomName.sanitize(room).key(), change.value().strip()));
    }
  }

  /**
   * This client has entered a room, or selected it.
   *
   * @param wasIn whether it was there before, so that the server has compared no key
   */
  public void onJoined(RoomName room, boolean wasIn) {
    Optional<String> key = Optional.ofNullable(offered.remove(room.key()));
    if (!wasIn) {
      key.ifPresent(word -> accepted.put(room.key(), word));
    }
  }

  /** This client has left a room: whoever enters it again gives the key again. */
  public void onLeft(RoomName room) {
    accepted.remove(room.key());
    offered.remove(room.key());
    changes.remove(room.key());
  }

  /**
   * Somebody has changed a setting.
   *
   * @param self the own nickname in that room
   */
  public void onModerated(ServerMessage.Moderated moderated, Nickname self) {
    if (!(moderated.action() instanceof RoomAction.SettingChanged changed)
        || !changed.setting().equals(SETTING)) {
      return;
    }
    String room = moderated.stamp().room().key();
    Optional<String> own =
        moderated.nickname().isSame(self)
            ? Optional.ofNullable(changes.remove(room))
            : Optional.empty();
    own.filter(word -> !changed.value().equals(OFF))
        .ifPresentOrElse(word -> accepted.put(room, word), () -> accepted.remove(room));
  }

  /** The key with which a room is entered again; empty if none is known. */
  public Optional<String> find(RoomName room) {
    return Optional.ofNullable(accepted.get(room.key()))
        .or(() -> Optional.ofNullable(offered.get(room.key())));
  }
}
