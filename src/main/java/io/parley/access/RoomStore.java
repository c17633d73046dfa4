package io.parley.access;

import io.parley.history.HistoryException;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;

/**
 * Stores the profiles of rooms, the bans of the server, and the audit. Every method blocks, at most
 * as long as the settings of the database allow, and is for any thread. Changes are for one server
 * at a time.
 */
public interface RoomStore extends AutoCloseable {

  /** All profiles, in the order of the names of their rooms. */
  List<RoomProfile> load() throws HistoryException;

  /**
   * Stores the profile of a room in place of the one before, and an entry of the audit: both or
   * neither. They are on the disk when this returns.
   *
   * @param profile empty if only the entry is stored
   */
  void save(Optional<RoomProfile> profile, AuditEntry entry) throws HistoryException;

  /** The bans of the server, the oldest first; some may have ended. */
  List<Restriction> loadServerBans() throws HistoryException;

  /**
   * Stores an entry of the audit, and the bans of the server in place of those before: both or
   * neither. They are on the disk when this returns.
   *
   * @param bans empty if only the entry is stored
   */
  void saveServerBans(Optional<List<Restriction>> bans, AuditEntry entry) throws HistoryException;

  /**
   * Deletes the profile of a room that has no stored message.
   *
   * @return whether it was deleted
   */
  boolean deleteIfUnused(RoomName room) throws HistoryException;

  /**
   * The newest entries of the audit, the newest first.
   *
   * @param room only those of a room; empty for all
   */
  List<AuditEntry> audit(Optional<RoomName> room, int limit) throws HistoryException;

  /**
   * Deletes the oldest entries of the audit.
   *
   * @param keep the number of entries that stay
   */
  void pruneAudit(int keep) throws HistoryException;

  /**
   * Adds profiles, bans of the server and entries of the audit of another store: all or none.
   *
   * @param bans they replace those of the same names
   * @param entries the oldest first
   */
  void restore(List<RoomProfile> profiles, List<Restriction> bans, List<AuditEntry> entries)
      throws HistoryException;

  @Override
  void close();
}
