package io.parley.access;

import java.util.Optional;

/**
 * Who somebody is in a room.
 *
 * @param role in the room; empty if none
 * @param serverOperator whether the account has the role of an operator of the server
 * @param inRoom whether the person is in the room now
 * @param invited whether a guest has an invitation; an account that has one is a {@link
 *     RoomRole#MEMBER}
 * @param ban in force for the person
 * @param mute in force for the person
 */
public record Standing(
    Optional<RoomRole> role,
    boolean serverOperator,
    boolean inRoom,
    boolean invited,
    Optional<Restriction> ban,
    Optional<Restriction> mute) {

  /** Somebody without a role who is not in the room. */
  public static final Standing OUTSIDER =
      new Standing(Optional.empty(), false, false, false, Optional.empty(), Optional.empty());

  /** Somebody without a role who is in the room. */
  public static final Standing OCCUPANT = OUTSIDER.entered();

  /** The same person in the room. */
  public Standing entered() {
    return new Standing(role, serverOperator, true, invited, ban, mute);
  }

  /** Whether the person has a role that is at least this one, or is an operator of the server. */
  public boolean has(RoomRole required) {
    return serverOperator || role.filter(own -> own.isAtLeast(required)).isPresent();
  }
}
