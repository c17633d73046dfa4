package io.parley.cli.history;

import io.parley.access.RoomProfile;
import io.parley.access.RoomStore;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.account.Account;
import io.parley.account.AccountStore;
import io.parley.account.StoredAccount;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of an export that are about rooms. */
public final class RoomLines {
  private final Map<String, RoomLine> lines = new LinkedHashMap<>(); // by the key of the room
  private int imported;
  private int alreadyPresent;
  private int skippedRoles;

  /**
   * The lines of the rooms that have settings, roles or restrictions.
   *
   * @param room only this room; empty for all
   */
  public static List<RoomLine> of(MessageStore history, Optional<String> room)
      throws HistoryException {
    Map<Long, String> nicknames = new HashMap<>();
    accounts(history).forEach(each -> nicknames.put(each.id(), each.nickname().value()));
    try (RoomStore rooms = RoomStoreFactory.beside(history)) {
      return rooms.load().stream()
          .filter(
              profile -> room.isEmpty() || RoomName.keyOf(room.get()).equals(profile.room().key()))
          .map(profile -> RoomLine.of(profile, nicknames))
          .toList();
    }
  }

  private static List<Account> accounts(MessageStore history) throws HistoryException {
    try (AccountStore accounts = AccountStoreFactory.beside(history)) {
      return accounts.changesAfter(0).changed().stream().map(StoredAccount::account).toList();
    }
  }

  /** Adds a line of an import. The first one of a room counts. */
  public void add(RoomLine line) {
    lines.putIfAbsent(line.room().key(), line);
  }

  /** Stores the rooms that the history does not have: all or none. */
  public void storeIn(MessageStore history) throws HistoryException {
    if (lines.isEmpty()) {
      return;
    }
    Map<String, Long> ids = new HashMap<>();
    for (Account account : accounts(history)) {
      for (Nickname nickname : account.nicknames()) {
        ids.put(nickname.foldedKey(), account.id());
      }
    }
    try (RoomStore rooms = RoomStoreFactory.beside(history)) {
      List<String> existing = rooms.load().stream().map(each -> each.room().key()).toList();
      List<RoomProfile> added = new ArrayList<>();
      int skipped = 0;
      for (RoomLine line : lines.values()) {
        if (!existing.contains(line.room().key())) {
          RoomProfile profile = line.profile(ids);
          added.add(profile);
          skipped += line.roles().size() - profile.roles().size();
        }
      }
      rooms.restore(added, List.of(), List.of());
      imported = added.size();
      alreadyPresent = lines.size() - added.size();
      skippedRoles = skipped;
    }
  }

  /** What was stored, for the end of a summary; empty if there was no room. */
  public String summary() {
    return lines.isEmpty()
        ? ""
        : "; "
            + imported
            + (imported == 1 ? " room" : " rooms")
            + " imported, "
            + alreadyPresent
            + " already present"
            + (skippedRoles == 0
                ? ""
                : ", "
                    + skippedRoles
                    + (skippedRoles == 1 ? " role" : " roles")
                    + " of unknown accounts skipped");
  }
}
