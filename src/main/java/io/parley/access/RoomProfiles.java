package io.parley.access;

import io.parley.protocol.RoomName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/**
 * The profiles of all rooms, in memory, for any thread. One actor changes them, after a change is
 * stored.
 */
public final class RoomProfiles {
  private final Map<String, RoomProfile> profiles = new ConcurrentHashMap<>();
  private final LongPredicate serverOperators;

  /**
   * @param stored the profiles that are stored
   * @param serverOperators whether an account has the role of an operator of the server
   */
  public RoomProfiles(List<RoomProfile> stored, LongPredicate serverOperators) {
    stored.forEach(this::put);
    this.serverOperators = serverOperators;
  }

  /** The profile of a room; that of a room that nobody owns if none is stored. */
  public RoomProfile get(RoomName room) {
    RoomProfile profile = profiles.get(room.key());
    return profile == null ? RoomProfile.unowned(room) : profile;
  }

  /**
   * The profile of a room, without the time that a key takes.
   *
   * @param key of the name of the room
   * @param unowned the answer if none is stored
   */
  public RoomProfile get(String key, RoomProfile unowned) {
    return profiles.getOrDefault(key, unowned);
  }

  /** Replaces the profile of a room. */
  public void put(RoomProfile profile) {
    if (profile.isUnowned()) {
      profiles.remove(profile.room().key());
    } else {
      profiles.put(profile.room().key(), profile);
    }
  }

  /** The number of rooms that an account owns. */
  public int ownedBy(long account) {
    return (int)
        profiles.values().stream()
            .map(RoomProfile::owner)
            .filter(owner -> owner.isPresent() && owner.getAsLong() == account)
            .count();
  }

  /** The rooms in which an account has a role. */
  public List<RoomProfile> withRoleOf(long account) {
    return profiles.values().stream()
        .filter(profile -> profile.roles().containsKey(account))
        .toList();
  }

  /** Whether somebody is an operator of the server. */
  public boolean isServerOperator(OptionalLong account) {
    return account.isPresent() && serverOperators.test(account.getAsLong());
  }

  /** The rooms that have a time of their own for which messages are kept. */
  public List<RoomProfile> withRetention() {
    return profiles.values().stream()
        .filter(profile -> profile.modes().retention().isPresent())
        .toList();
  }

  /** Whether any room shows itself only to those who may enter it. */
  public boolean hasPrivateRooms() {
    return profiles.values().stream().anyMatch(profile -> profile.modes().isPrivate());
  }

  /**
   * Whether somebody may know that a room exists, and who is in it.
   *
   * @param account empty for a guest
   * @param inRooms the rooms in which the person is
   */
  public boolean sees(RoomName room, OptionalLong account, Collection<RoomName> inRooms) {
    RoomProfile profile = get(room);
    if (!profile.modes().isPrivate()) {
      return true;
    }
    Standing standing =
        new Standing(
            profile.role(account),
            isServerOperator(account),
            inRooms.stream().anyMatch(room::isSame),
            false,
            Optional.empty(),
            Optional.empty());
    return new Permissions(room, profile.modes()).see(standing);
  }
}
