package io.parley.access;

import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Profiles, bans and an audit that are lost when the server ends. */
public final class InMemoryRoomStore implements RoomStore {
  private final Predicate<RoomName> hasMessages;
  private final Map<String, RoomProfile> profiles = new TreeMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<Restriction> serverBans = new ArrayList<>();

  /**
   * @param hasMessages whether the history has a message of a room
   */
  public InMemoryRoomStore(Predicate<RoomName> hasMessages) {
    this.hasMessages = hasMessages;
  }

  @Override
  public synchronized List<RoomProfile> load() {
    return List.copyOf(profiles.values());
  }

  @Override
  public synchronized void save(Optional<RoomProfile> profile, AuditEntry entry) {
    profile.ifPresent(
        next -> {
          if (next.isUnowned()) {
            profiles.remove(next.room().key());
          } else {
            profiles.put(next.room().key(), next);
          }
        });
    audit.add(entry);
  }

  @Override
  public synchronized List<Restriction> loadServerBans() {
    return List.copyOf(serverBans);
  }

  @Override
  public synchronized void saveServerBans(Optional<List<Restriction>> bans, AuditEntry entry) {
    bans.ifPresent(
        next -> {
          serverBans.clear();
          serverBans.addAll(next);
        });
    audit.add(entry);
  }

  @Override
  public synchronized boolean deleteIfUnused(RoomName room) {
    return !hasMessages.test(room) && profiles.remove(room.key()) != null;
  }

  @Override
  public synchronized List<AuditEntry> audit(Optional<RoomName> room, int limit) {
    List<AuditEntry> newest = new ArrayList<>();
    for (int i = audit.size() - 1; i >= 0 && newest.size() < limit; i--) {
      AuditEntry entry = audit.get(i);
      if (room.isEmpty() || entry.room().filter(room.get()::isSame).isPresent()) {
        newest.add(entry);
      }
    }
    return newest;
  }

  @Override
  public synchronized void pruneAudit(int keep) {
    audit.subList(0, Math.max(0, audit.size() - keep)).clear();
  }

  @Override
  public synchronized void restore(
      List<RoomProfile> restored, List<Restriction> bans, List<AuditEntry> entries) {
    restored.forEach(profile -> profiles.put(profile.room().key(), profile));
    for (Restriction ban : bans) {
      serverBans.removeIf(each -> each.isNamed(ban.target()));
      serverBans.add(ban);
    }
    audit.addAll(entries);
  }

  @Override
  public void close() {
    // nothing to close
  }
}
