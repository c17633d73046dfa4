package io.parley.room;

import io.parley.protocol.Nickname;
import java.util.OptionalLong;

/**
 * Who a connection is for rooms.
 *
 * @param nickname the one that belongs to the person on the whole server
 * @param account the id of the account whose device the connection is; empty for a guest
 * @param assignment the number of the assignment of the nickname, at least 0. That of a later one
 *     is higher: the devices of an account hear of a rename at different times, so that a room can
 *     get the previous nickname after the new one
 */
public record MemberIdentity(Nickname nickname, OptionalLong account, long assignment) {

  /** A guest whose commands come in order. */
  public static MemberIdentity guest(Nickname nickname) {
    return new MemberIdentity(nickname, OptionalLong.empty(), 0);
  }

  /** Whether this is older than what the room knows of the same person. */
  boolean isBefore(Occupant<?> occupant) {
    return occupant.account().equals(account) && assignment < occupant.assignment();
  }
}
