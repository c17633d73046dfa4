package io.parley.client.state;

import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * This client's own nickname, and the earlier ones under which a message may still be its own.
 * Owned by the client's actor.
 *
 * <p>Each room tells a rename by itself. Until a room has told it, its messages name the nickname
 * before the rename; so does the echo of a text that was sent before it.
 */
public final class OwnNicknames {
  private final RegistrationHandshake registration;

  /** The own nickname in the rooms that have not told the last rename, by the rooms' keys. */
  private final Map<String, Nickname> outdated = new HashMap<>();

  /** The nicknames under which the server may have stored a text that is not confirmed. */
  private final Map<String, Nickname> used = new LruMap<>();

  OwnNicknames(RegistrationHandshake registration) {
    this.registration = registration;
  }

  /** The nickname that the server has confirmed last, or that is requested. */
  public Nickname current() {
    return Nickname.sanitize(registration.nickname());
  }

  /** The own nickname in the room of a message, as the room knows it with this message. */
  public Nickname in(ServerMessage message) {
    Nickname current = current();
    if (outdated.isEmpty() || isOf(message, current)) {
      return current;
    }
    return message.stamp().knownRoom().map(room -> outdated.get(room.key())).orElse(current);
  }

  private static boolean isOf(ServerMessage message, Nickname nickname) {
    return message instanceof ServerMessage.RoomMessage event && event.nickname().isSame(nickname);
  }

  /** The user asks for another nickname: the server may store texts under it at any time. */
  public void onRequested(Nickname nickname) {
    used.put(nickname.foldedKey(), nickname);
  }

  /**
   * Handles a rename of anybody.
   *
   * @param rooms the rooms that this client is in
   * @return whether it is the first that this client hears of a rename of its own
   */
  public boolean onRenamed(ServerMessage.Renamed renamed, Collection<RoomName> rooms) {
    Optional<String> room = renamed.stamp().knownRoom().map(RoomName::key);
    Optional<Nickname> before = room.map(outdated::get);
    if (before.isPresent()) {
      if (before.get().isSame(renamed.previous())) {
        setOutdated(room.get(), renamed.nickname());
      }
      return false;
    }
    Nickname current = current();
    if (!renamed.previous().isSame(current)) {
      return false;
    }
    used.put(current.foldedKey(), current);
    rooms.forEach(each -> outdated.putIfAbsent(each.key(), current));
    room.ifPresent(outdated::remove);
    registration.onRenamed(renamed.nickname());
    return true;
  }

  private void setOutdated(String room, Nickname nickname) {
    if (nickname.isSame(current())) {
      outdated.remove(room);
    } else {
      outdated.put(room, nickname);
    }
  }

  /** This client enters or leaves a room: the room tells no earlier rename any more. */
  public void onRoomChanged(RoomName room) {
    outdated.remove(room.key());
  }

  /**
   * Whether a stored text may be one of this client's unconfirmed ones: it has the current
   * nickname, an earlier one, or one that was requested.
   */
  public boolean mayBeOwn(ServerMessage.RoomText stored) {
    return stored.nickname().isSame(current()) || used.containsKey(stored.nickname().foldedKey());
  }

  /** The connection is lost: a rename that no room has told has failed. */
  void onConnectionLost() {
    outdated.clear();
  }

  /** No text is unconfirmed. */
  void onReady() {
    used.clear();
  }
}
