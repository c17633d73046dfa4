package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.room.MemberIdentity;
import java.util.OptionalLong;

/** The state of a registered connection. Its {@link ConnectionActor} owns it. */
final class Session {
  private final JoinedRooms rooms = new JoinedRooms();
  private final SuspendedRooms suspendedRooms = new SuspendedRooms();
  private final PendingRename pendingRename = new PendingRename();
  private final MirroredRooms mirroredRooms = new MirroredRooms();
  private MemberIdentity identity;

  Session(MemberIdentity identity) {
    this.identity = identity;
  }

  /** Who the peer is for rooms. */
  MemberIdentity identity() {
    return identity;
  }

  void setIdentity(MemberIdentity renamed) {
    identity = renamed;
  }

  Nickname nickname() {
    return identity.nickname();
  }

  /** The account of the peer; empty for a guest. */
  OptionalLong account() {
    return identity.account();
  }

  /** The rooms of which the peer is a member. */
  JoinedRooms rooms() {
    return rooms;
  }

  /** The rooms whose delivery is suspended, because the history cannot be written. */
  SuspendedRooms suspendedRooms() {
    return suspendedRooms;
  }

  /** The rooms that do not know the last rename yet. */
  PendingRename pendingRename() {
    return pendingRename;
  }

  /** The joins and leaves that only follow another connection of the account. */
  MirroredRooms mirroredRooms() {
    return mirroredRooms;
  }
}
