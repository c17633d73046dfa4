package io.parley.access;

import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a room is besides its messages: its settings, the roles of accounts, and who is kept out or
 * silent. Immutable.
 *
 * @param roles by the id of the account
 * @param restrictions in the order in which they were imposed, also those that have ended
 */
public record RoomProfile(
    RoomName room, RoomModes modes, Map<Long, RoomRole> roles, List<Restriction> restrictions) {

  public RoomProfile {
    roles = Map.copyOf(roles);
    restrictions = List.copyOf(restrictions);
  }

  /** A room that nobody owns. */
  public static RoomProfile unowned(RoomName room) {
    return new RoomProfile(room, RoomModes.OPEN, Map.of(), List.of());
  }

  /** Whether the room is as one that nobody owns and nobody has changed. */
  public boolean isUnowned() {
    return equals(unowned(room));
  }

  /** Whether somebody has made the room, and nothing more. */
  public boolean hasOnlyOwner() {
    return owner().isPresent()
        && roles.size() == 1
        && modes.values().isEmpty()
        && restrictions.isEmpty();
  }

  /** Whether everybody who is in the room may speak at any time. */
  public boolean isOpenForSpeech() {
    return restrictions.isEmpty() && modes.values().isEmpty();
  }

  RoomProfile withRoles(Map<Long, RoomRole> changed) {
    return new RoomProfile(room, modes, changed, restrictions);
  }

  RoomProfile withRestrictions(List<Restriction> changed) {
    return new RoomProfile(room, modes, roles, changed);
  }

  /** The account that owns the room; empty if none does. */
  public OptionalLong owner() {
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue() == RoomRole.OWNER)
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  /** The role of an account; empty for a guest, and for an account without one. */
  public Optional<RoomRole> role(OptionalLong account) {
    return account.isPresent()
        ? Optional.ofNullable(roles.get(account.getAsLong()))
        : Optional.empty();
  }

  /** The first restriction of a kind that is in force for a person. */
  public Optional<Restriction> restriction(RestrictionKind kind, Subject subject, Instant now) {
    return restrictions.stream()
        .filter(each -> each.kind() == kind && each.isInForce(now) && each.appliesTo(subject))
        .findFirst();
  }
}
