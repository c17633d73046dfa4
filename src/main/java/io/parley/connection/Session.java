package io.parley.connection;

import io.parley.protocol.Nickname;

/**
 * The state of a registered connection. Its {@link ConnectionActor} owns it.
 *
 * @param rooms the rooms of which the peer is a member
 * @param suspendedRooms the rooms whose delivery is suspended, because the history cannot be
 *     written
 */
record Session(Nickname nickname, JoinedRooms rooms, SuspendedRooms suspendedRooms) {
  Session withNickname(Nickname renamed) {
    return new Session(renamed, rooms, suspendedRooms);
  }

  static Session create(Nickname nickname) {
    return new Session(nickname, new JoinedRooms(), new SuspendedRooms());
  }
}
