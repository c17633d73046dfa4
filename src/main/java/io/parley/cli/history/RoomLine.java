package io.parley.cli.history;

import io.parley.access.Restriction;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A line of an export with what a room is besides its messages. Accounts have their nicknames, as
 * their ids are others elsewhere.
 *
 * @param roles by the main nickname of the account
 */
public record RoomLine(
    RoomName room,
    RoomModes modes,
    Map<String, RoomRole> roles,
    List<NamedRestriction> restrictions)
    implements HistoryLine {

  /**
   * A restriction whose account has its nickname.
   *
   * @param restriction without an account
   * @param account the main nickname of its account; empty text if it has none
   */
  public record NamedRestriction(Restriction restriction, String account) {}

  /**
   * The line for a profile. Roles of accounts that are gone are left out.
   *
   * @param nicknames the main nicknames of all accounts by their ids
   */
  public static RoomLine of(RoomProfile profile, Map<Long, String> nicknames) {
    Map<String, RoomRole> roles = new LinkedHashMap<>();
    profile.roles().entrySet().stream()
        .filter(role -> nicknames.containsKey(role.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(role -> roles.put(nicknames.getOrDefault(role.getKey(), ""), role.getValue()));
    List<NamedRestriction> restrictions = new ArrayList<>();
    for (Restriction each : profile.restrictions()) {
      OptionalLong account = each.account();
      String name = account.isPresent() ? nicknames.getOrDefault(account.getAsLong(), "") : "";
      restrictions.add(new NamedRestriction(with(each, OptionalLong.empty()), name));
    }
    return new RoomLine(profile.room(), profile.modes(), roles, restrictions);
  }

  /**
   * The profile in another history.
   *
   * @param accounts the ids of all accounts by their case-folded nicknames; roles of others are
   *     left out
   */
  public RoomProfile profile(Map<String, Long> accounts) {
    Map<Long, RoomRole> known = new HashMap<>();
    roles.forEach(
        (nickname, role) ->
            account(accounts, nickname).ifPresent(id -> known.putIfAbsent(id, role)));
    return new RoomProfile(
        room,
        modes,
        known,
        restrictions.stream()
            .map(each -> with(each.restriction(), account(accounts, each.account())))
            .toList());
  }

  private static OptionalLong account(Map<String, Long> accounts, String nickname) {
    Long id = accounts.get(Nickname.foldedKeyOf(nickname));
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  private static Restriction with(Restriction restriction, OptionalLong account) {
    return new Restriction(
        restriction.kind(),
        restriction.target(),
        account,
        restriction.pattern(),
        restriction.network(),
        restriction.since(),
        restriction.until(),
        restriction.by(),
        restriction.reason());
  }
}
