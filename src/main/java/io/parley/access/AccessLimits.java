package io.parley.access;

import static io.parley.protocol.Problem.Code.ROOM_LIST_FULL;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Duration;
import java.util.Map;

/**
 * The limits of what is stored for rooms.
 *
 * @param maxRoles the number of accounts with a role in one room
 * @param maxRestrictions the number of bans and mutes of one room
 * @param maxOwnedRooms the number of rooms that one account owns
 * @param maxAuditEntries the number of entries of the audit; the oldest are deleted
 * @param maxRevisionAge how old a message may be that its author changes or deletes
 * @param maxServerBans the number of bans of the whole server
 * @param maxShownAuditEntries the number of entries of the audit in one answer
 */
public record AccessLimits(
    int maxRoles,
    int maxRestrictions,
    int maxOwnedRooms,
    int maxAuditEntries,
    Duration maxRevisionAge,
    int maxServerBans,
    int maxShownAuditEntries) {

  Map<Long, RoomRole> requireRoles(Map<Long, RoomRole> roles) throws RejectedException {
    if (roles.size() > maxRoles) {
      throw new RejectedException(
          new Problem(
              ROOM_LIST_FULL,
              "A room has at most " + maxRoles + " members with an account and a role.",
              Integer.toString(maxRoles)));
    }
    return roles;
  }
}
