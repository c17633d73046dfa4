package io.parley.connection;

import io.parley.protocol.Nickname;

/**
 * What the server knows of a registered connection. Its {@link ConnectionActor} owns it.
 *
 * @param rooms the rooms of which the peer is a member
 * @param suspendedRooms those of them that deliver nothing, as the history cannot be written
 */
record Session(Nickname nickname, JoinedRooms rooms, SuspendedRooms suspendedRooms) {
  static Session create(Nickname nickname) {
    return new Session(nickname, new JoinedRooms(), new SuspendedRooms());
  }
}
