package io.parley.access.sql;

import io.parley.access.AuditEntry;
import io.parley.access.Restriction;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomStore;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Copies the profiles of all rooms, the bans of the server, and the audit, to another database. */
public final class RoomCopy {
  private RoomCopy() {}

  /**
   * Copies them. Accounts that are not in the target have no role there.
   *
   * @param accounts the ids of accounts in the target by those in the source
   * @return the number of rooms
   * @throws HistoryException if one of the databases fails
   */
  public static int copy(HistorySettings from, HistorySettings to, Map<Long, Long> accounts)
      throws HistoryException {
    try (RoomStore source = RoomStoreFactory.open(from);
        RoomStore target = RoomStoreFactory.open(to)) {
      List<RoomProfile> profiles =
          source.load().stream().map(profile -> copied(profile, accounts)).toList();
      List<AuditEntry> entries =
          new ArrayList<>(
              source.audit(Optional.empty(), Integer.MAX_VALUE).stream()
                  .map(entry -> copied(entry, accounts))
                  .toList());
      Collections.reverse(entries);
      List<Restriction> bans =
          source.loadServerBans().stream().map(ban -> copied(ban, accounts)).toList();
      target.restore(profiles, bans, entries);
      return profiles.size();
    }
  }

  private static RoomProfile copied(RoomProfile profile, Map<Long, Long> accounts) {
    Map<Long, RoomRole> roles = new HashMap<>();
    profile
        .roles()
        .forEach(
            (id, role) ->
                copied(OptionalLong.of(id), accounts).ifPresent(copy -> roles.put(copy, role)));
    return new RoomProfile(
        profile.room(),
        profile.modes(),
        roles,
        profile.restrictions().stream().map(each -> copied(each, accounts)).toList());
  }

  private static Restriction copied(Restriction restriction, Map<Long, Long> accounts) {
    return new Restriction(
        restriction.kind(),
        restriction.target(),
        copied(restriction.account(), accounts),
        restriction.pattern(),
        restriction.network(),
        restriction.since(),
        restriction.until(),
        restriction.by(),
        restriction.reason());
  }

  private static AuditEntry copied(AuditEntry entry, Map<Long, Long> accounts) {
    return new AuditEntry(
        entry.time(),
        entry.actor(),
        copied(entry.account(), accounts),
        entry.act(),
        entry.room(),
        entry.target(),
        entry.detail());
  }

  private static OptionalLong copied(OptionalLong account, Map<Long, Long> accounts) {
    return account.isPresent() && accounts.containsKey(account.getAsLong())
        ? OptionalLong.of(accounts.get(account.getAsLong()))
        : OptionalLong.empty();
  }
}
