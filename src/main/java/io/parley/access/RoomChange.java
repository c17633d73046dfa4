package io.parley.access;

import static io.parley.protocol.Problem.Code.NO_SUCH_BAN;
import static io.parley.protocol.Problem.Code.ROOM_LIST_FULL;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change of a room's profile. Pure; {@link Permissions} is asked before. */
public sealed interface RoomChange {

  /**
   * The profile after the change.
   *
   * @throws RejectedException {@code ROOM_LIST_FULL}, {@code SETTING_INVALID}, {@code NO_SUCH_BAN}
   */
  RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException;

  /** An account owns the room from now on; the owner before becomes an operator. */
  record OwnerSet(long account) implements RoomChange {
    @Override
    public RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException {
      Map<Long, RoomRole> roles = new HashMap<>(profile.roles());
      roles.replaceAll((id, role) -> role == RoomRole.OWNER ? RoomRole.OPERATOR : role);
      roles.put(account, RoomRole.OWNER);
      return profile.withRoles(limits.requireRoles(roles));
    }
  }

  /**
   * An account has another role below {@link RoomRole#OWNER}.
   *
   * @param role empty for none
   */
  record RoleSet(long account, Optional<RoomRole> role) implements RoomChange {
    @Override
    public RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException {
      Map<Long, RoomRole> roles = new HashMap<>(profile.roles());
      if (role.isPresent()) {
        roles.put(account, role.get());
      } else {
        roles.remove(account);
      }
      return profile.withRoles(limits.requireRoles(roles));
    }
  }

  /**
   * A setting has another value.
   *
   * @param value as {@link RoomModes#with} reads it
   * @param present the accounts that are in the room: they stay members of a room that becomes
   *     private, or is entered by invitation
   */
  record SettingSet(RoomSetting setting, String value, Set<Long> present) implements RoomChange {
    public SettingSet {
      present = Set.copyOf(present);
    }

    @Override
    public RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException {
      RoomModes modes = profile.modes().with(setting, value);
      RoomProfile changed =
          new RoomProfile(profile.room(), modes, profile.roles(), profile.restrictions());
      if (!modes.needsInvitation() || profile.modes().needsInvitation()) {
        return changed;
      }
      Map<Long, RoomRole> roles = new HashMap<>(profile.roles());
      present.forEach(account -> roles.putIfAbsent(account, RoomRole.MEMBER));
      return changed.withRoles(limits.requireRoles(roles));
    }
  }

  /** Somebody is restricted, in place of an earlier restriction of the same kind and name. */
  record Restricted(Restriction restriction) implements RoomChange {
    @Override
    public RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException {
      List<Restriction> all = new ArrayList<>();
      for (Restriction each : profile.restrictions()) {
        boolean replaced = each.kind() == restriction.kind() && each.isNamed(restriction.target());
        if (!replaced && each.isInForce(restriction.since())) {
          all.add(each);
        }
      }
      all.add(restriction);
      if (all.size() > limits.maxRestrictions()) {
        throw new RejectedException(
            new Problem(
                ROOM_LIST_FULL,
                profile.room()
                    + " has "
                    + limits.maxRestrictions()
                    + " bans and mutes, which is the limit; lift one first.",
                Integer.toString(limits.maxRestrictions())));
      }
      return profile.withRestrictions(all);
    }
  }

  /**
   * A restriction is lifted.
   *
   * @param target the name under which it is listed
   */
  record Lifted(RestrictionKind kind, String target, Instant now) implements RoomChange {
    @Override
    public RoomProfile applyTo(RoomProfile profile, AccessLimits limits) throws RejectedException {
      List<Restriction> rest = new ArrayList<>(profile.restrictions());
      boolean lifted =
          rest.removeIf(each -> each.kind() == kind && each.isNamed(target) && each.isInForce(now));
      if (!lifted) {
        throw new RejectedException(
            new Problem(
                NO_SUCH_BAN,
                "There is no " + kind.label() + " of " + target + " in " + profile.room() + ".",
                target));
      }
      return profile.withRestrictions(rest);
    }
  }
}
