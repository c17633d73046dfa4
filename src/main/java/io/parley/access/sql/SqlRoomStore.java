package io.parley.access.sql;

import io.parley.access.AuditEntry;
import io.parley.access.NicknamePattern;
import io.parley.access.Restriction;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomSetting;
import io.parley.access.RoomStore;
import io.parley.address.Network;
import io.parley.history.HistoryException;
import io.parley.history.sql.Database;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles of rooms and the audit in a SQL database. All databases have the same schema. */
public final class SqlRoomStore implements RoomStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlRoomStore.class);

  private static final String SELECT_ROOMS = "SELECT room_key, room FROM room ORDER BY room_key";
  private static final String INSERT_ROOM =
      "INSERT INTO room (room_key, room) VALUES (?, ?) ON CONFLICT (room_key) DO NOTHING";
  private static final String DELETE_ROOM = "DELETE FROM room WHERE room_key = ?";

  private static final String SELECT_SETTINGS = "SELECT room_key, name, value FROM room_setting";
  private static final String DELETE_SETTINGS = "DELETE FROM room_setting WHERE room_key = ?";
  private static final String INSERT_SETTING =
      "INSERT INTO room_setting (room_key, name, value) VALUES (?, ?, ?)";

  private static final String SELECT_ROLES = "SELECT room_key, account_id, role FROM room_role";
  private static final String SELECT_ROLES_OF =
      "SELECT room_key, account_id, role FROM room_role WHERE room_key = ?";
  private static final String DELETE_ROLES = "DELETE FROM room_role WHERE room_key = ?";
  private static final String DELETE_ROLE =
      "DELETE FROM room_role WHERE room_key = ? AND account_id = ?";
  private static final String INSERT_ROLE =
      "INSERT INTO room_role (room_key, account_id, role) VALUES (?, ?, ?)";

  private static final String RESTRICTION_COLUMNS =
      "room_key, kind, target_key, target, account_id, pattern, network, since, until,"
          + " imposed_by, reason";
  private static final String SELECT_RESTRICTIONS =
      "SELECT " + RESTRICTION_COLUMNS + " FROM room_restriction ORDER BY since, kind, target_key";
  private static final String DELETE_RESTRICTIONS =
      "DELETE FROM room_restriction WHERE room_key = ?";
  private static final String INSERT_RESTRICTION =
      "INSERT INTO room_restriction ("
          + RESTRICTION_COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SERVER_BAN_COLUMNS =
      "target_key, target, account_id, pattern, network, since, until, imposed_by, reason";
  private static final String SELECT_SERVER_BANS =
      "SELECT " + SERVER_BAN_COLUMNS + " FROM server_ban ORDER BY since, target_key";
  private static final String DELETE_SERVER_BANS = "DELETE FROM server_ban";
  private static final String DELETE_SERVER_BAN = "DELETE FROM server_ban WHERE target_key = ?";
  private static final String INSERT_SERVER_BAN =
      "INSERT INTO server_ban (" + SERVER_BAN_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String AUDIT_COLUMNS = "time, actor, account_id, act, room, target, detail";
  private static final String INSERT_AUDIT =
      "INSERT INTO audit (" + AUDIT_COLUMNS + ", room_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SELECT_AUDIT =
      "SELECT " + AUDIT_COLUMNS + " FROM audit ORDER BY id DESC LIMIT ?";
  private static final String SELECT_AUDIT_OF =
      "SELECT " + AUDIT_COLUMNS + " FROM audit WHERE room_key = ? ORDER BY id DESC LIMIT ?";
  private static final String DELETE_AUDIT =
      "DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?)";

  /** The indexer may not have seen the newest messages yet, so both are asked. */
  private static final String COUNT_MESSAGES =
      "SELECT count(*) FROM (SELECT 1 FROM message_of WHERE room_key = ? LIMIT 1) AS indexed_one";

  private static final String COUNT_UNINDEXED =
      "SELECT count(*) FROM (SELECT 1 FROM message WHERE id > (SELECT last FROM indexed)"
          + " AND room_key = ? LIMIT 1) AS newest_one";

  private final Database database;
  private final boolean ownsDatabase;

  /**
   * @param ownsDatabase whether {@link #close} closes the database
   */
  public SqlRoomStore(Database database, boolean ownsDatabase) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
  }

  @Override
  public List<RoomProfile> load() throws HistoryException {
    return database.read(
        connection -> {
          Map<String, RoomModes> modes = selectModes(connection);
          Map<String, Map<Long, RoomRole>> roles = selectRoles(connection, SELECT_ROLES);
          Map<String, List<Restriction>> restrictions = selectRestrictions(connection);
          List<RoomProfile> profiles = new ArrayList<>();
          try (CachedStatement prepared = connection.prepare(SELECT_ROOMS);
              ResultSet row = prepared.statement().executeQuery()) {
            while (row.next()) {
              String key = row.getString("room_key");
              profiles.add(
                  new RoomProfile(
                      RoomName.sanitize(row.getString("room")),
                      modes.getOrDefault(key, RoomModes.OPEN),
                      roles.getOrDefault(key, Map.of()),
                      restrictions.getOrDefault(key, List.of())));
            }
          }
          return profiles;
        });
  }

  @Override
  public void save(Optional<RoomProfile> profile, AuditEntry entry) throws HistoryException {
    int unused =
        database.writeSynced(
            connection -> {
              if (profile.isPresent()) {
                replace(connection, profile.get());
              }
              insert(connection, entry);
              return 0;
            });
  }

  private void replace(SqlConnection connection, RoomProfile profile) throws SQLException {
    String key = profile.room().key();
    if (profile.isUnowned()) {
      delete(connection, key);
      return;
    }
    update(connection, INSERT_ROOM, key, profile.room().value());
    update(connection, DELETE_SETTINGS, key);
    for (Map.Entry<RoomSetting, String> setting : profile.modes().values().entrySet()) {
      update(connection, INSERT_SETTING, key, setting.getKey().label(), setting.getValue());
    }
    replaceRoles(connection, key, profile.roles());
    update(connection, DELETE_RESTRICTIONS, key);
    for (Restriction restriction : profile.restrictions()) {
      insert(connection, key, restriction);
    }
  }

  /** A room may have many, and a change has one or two: only the rows that differ are written. */
  private static void replaceRoles(SqlConnection connection, String key, Map<Long, RoomRole> next)
      throws SQLException {
    Map<Long, RoomRole> stored =
        selectRoles(connection, SELECT_ROLES_OF, key).getOrDefault(key, Map.of());
    for (Map.Entry<Long, RoomRole> role : stored.entrySet()) {
      if (role.getValue() != next.get(role.getKey())) {
        update(connection, DELETE_ROLE, key, role.getKey());
      }
    }
    for (Map.Entry<Long, RoomRole> role : next.entrySet()) {
      if (role.getValue() != stored.get(role.getKey())) {
        update(connection, INSERT_ROLE, key, role.getKey(), role.getValue().label());
      }
    }
  }

  private static void delete(SqlConnection connection, String key) throws SQLException {
    update(connection, DELETE_SETTINGS, key);
    update(connection, DELETE_ROLES, key);
    update(connection, DELETE_RESTRICTIONS, key);
    update(connection, DELETE_ROOM, key);
  }

  private void insert(SqlConnection connection, String key, Restriction restriction)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(INSERT_RESTRICTION)) {
      PreparedStatement insert = prepared.statement();
      insert.setString(1, key);
      insert.setString(2, restriction.kind().label());
      bind(insert, 3, restriction);
      insert.executeUpdate();
    }
  }

  /** The columns from the key of the target on, which are the same for rooms and the server. */
  private void bind(PreparedStatement insert, int first, Restriction restriction)
      throws SQLException {
    insert.setString(first, Nickname.foldedKeyOf(restriction.target()));
    insert.setString(first + 1, restriction.target());
    setLong(insert, first + 2, restriction.account());
    insert.setString(first + 3, restriction.pattern().map(NicknamePattern::value).orElse(null));
    insert.setString(first + 4, restriction.network().map(Network::toString).orElse(null));
    database.sqlDialect().setTime(insert, first + 5, restriction.since());
    if (restriction.until().isPresent()) {
      database.sqlDialect().setTime(insert, first + 6, restriction.until().get());
    } else {
      insert.setObject(first + 6, null);
    }
    insert.setString(first + 7, restriction.by().value());
    insert.setString(first + 8, restriction.reason().map(Text::value).orElse(null));
  }

  @Override
  public List<Restriction> loadServerBans() throws HistoryException {
    return database.read(
        connection -> {
          List<Restriction> bans = new ArrayList<>();
          try (CachedStatement prepared = connection.prepare(SELECT_SERVER_BANS);
              ResultSet row = prepared.statement().executeQuery()) {
            while (row.next()) {
              bans.add(readRestriction(row, RestrictionKind.BAN));
            }
          }
          return bans;
        });
  }

  @Override
  public void saveServerBans(Optional<List<Restriction>> bans, AuditEntry entry)
      throws HistoryException {
    int unused =
        database.writeSynced(
            connection -> {
              if (bans.isPresent()) {
                update(connection, DELETE_SERVER_BANS);
                for (Restriction ban : bans.get()) {
                  insertServerBan(connection, ban);
                }
              }
              insert(connection, entry);
              return 0;
            });
  }

  private void insertServerBan(SqlConnection connection, Restriction ban) throws SQLException {
    try (CachedStatement prepared = connection.prepare(INSERT_SERVER_BAN)) {
      bind(prepared.statement(), 1, ban);
      prepared.statement().executeUpdate();
    }
  }

  private void insert(SqlConnection connection, AuditEntry entry) throws SQLException {
    try (CachedStatement prepared = connection.prepare(INSERT_AUDIT)) {
      PreparedStatement insert = prepared.statement();
      database.sqlDialect().setTime(insert, 1, entry.time());
      insert.setString(2, entry.actor().value());
      setLong(insert, 3, entry.account());
      insert.setString(4, entry.act());
      insert.setString(5, entry.room().map(RoomName::value).orElse(null));
      insert.setString(6, entry.target().orElse(null));
      insert.setString(7, entry.detail().orElse(null));
      insert.setString(8, entry.room().map(RoomName::key).orElse(null));
      insert.executeUpdate();
    }
  }

  @Override
  public boolean deleteIfUnused(RoomName room) throws HistoryException {
    String key = room.key();
    return database.writeSynced(
        connection -> {
          if (count(connection, COUNT_MESSAGES, key) + count(connection, COUNT_UNINDEXED, key)
              > 0) {
            return false;
          }
          delete(connection, key);
          return true;
        });
  }

  private static long count(SqlConnection connection, String sql, String key) throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      prepared.statement().setString(1, key);
      try (ResultSet row = prepared.statement().executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  @Override
  public List<AuditEntry> audit(Optional<RoomName> room, int limit) throws HistoryException {
    return database.read(
        connection -> {
          List<AuditEntry> entries = new ArrayList<>();
          String sql = room.isPresent() ? SELECT_AUDIT_OF : SELECT_AUDIT;
          try (CachedStatement prepared = connection.prepare(sql)) {
            PreparedStatement select = prepared.statement();
            if (room.isPresent()) {
              bind(select, room.get().key(), limit);
            } else {
              bind(select, limit);
            }
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                entries.add(readEntry(row));
              }
            }
          }
          return entries;
        });
  }

  private AuditEntry readEntry(ResultSet row) throws SQLException {
    return new AuditEntry(
        database.sqlDialect().time(row, "time"),
        Nickname.sanitize(row.getString("actor")),
        optionalLong(row, "account_id"),
        row.getString("act"),
        Optional.ofNullable(row.getString("room")).map(RoomName::sanitize),
        Optional.ofNullable(row.getString("target")),
        Optional.ofNullable(row.getString("detail")));
  }

  @Override
  public void pruneAudit(int keep) throws HistoryException {
    int unused = database.write(connection -> update(connection, DELETE_AUDIT, keep));
  }

  @Override
  public void restore(List<RoomProfile> profiles, List<Restriction> bans, List<AuditEntry> entries)
      throws HistoryException {
    int unused =
        database.writeSynced(
            connection -> {
              for (RoomProfile profile : profiles) {
                replace(connection, profile);
              }
              for (Restriction ban : bans) {
                update(connection, DELETE_SERVER_BAN, Nickname.foldedKeyOf(ban.target()));
                insertServerBan(connection, ban);
              }
              for (AuditEntry entry : entries) {
                insert(connection, entry);
              }
              return 0;
            });
  }

  @Override
  public void close() {
    if (ownsDatabase) {
      database.close();
    }
  }

  private static Map<String, RoomModes> selectModes(SqlConnection connection)
      throws SQLException, HistoryException {
    Map<String, RoomModes> modes = new HashMap<>();
    try (CachedStatement prepared = connection.prepare(SELECT_SETTINGS);
        ResultSet row = prepared.statement().executeQuery()) {
      while (row.next()) {
        String key = row.getString("room_key");
        modes.put(
            key,
            with(
                modes.getOrDefault(key, RoomModes.OPEN),
                row.getString("name"),
                row.getString("value")));
      }
    }
    return modes;
  }

  /** An invalid value must not open a room: the server does not start with it. */
  private static RoomModes with(RoomModes modes, String name, String value)
      throws HistoryException {
    Optional<RoomSetting> setting = RoomSetting.find(name);
    if (setting.isEmpty()) {
      LOG.warn("A room has a setting that this version of Parley does not know: {}", name);
      return modes;
    }
    try {
      return modes.with(setting.get(), value);
    } catch (RejectedException e) {
      throw new HistoryException("has a room with an invalid setting: " + e.getMessage());
    }
  }

  private static Map<String, Map<Long, RoomRole>> selectRoles(
      SqlConnection connection, String sql, Object... values) throws SQLException {
    Map<String, Map<Long, RoomRole>> roles = new HashMap<>();
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      try (ResultSet row = prepared.statement().executeQuery()) {
        while (row.next()) {
          roles
              .computeIfAbsent(row.getString("room_key"), key -> new HashMap<>())
              .put(row.getLong("account_id"), RoomRole.find(row.getString("role")).orElseThrow());
        }
      }
    }
    return roles;
  }

  private Map<String, List<Restriction>> selectRestrictions(SqlConnection connection)
      throws SQLException {
    Map<String, List<Restriction>> restrictions = new LinkedHashMap<>();
    try (CachedStatement prepared = connection.prepare(SELECT_RESTRICTIONS);
        ResultSet row = prepared.statement().executeQuery()) {
      while (row.next()) {
        restrictions
            .computeIfAbsent(row.getString("room_key"), key -> new ArrayList<>())
            .add(readRestriction(row, RestrictionKind.find(row.getString("kind")).orElseThrow()));
      }
    }
    return restrictions;
  }

  private Restriction readRestriction(ResultSet row, RestrictionKind kind) throws SQLException {
    Optional<Instant> until =
        row.getObject("until") == null
            ? Optional.empty()
            : Optional.of(database.sqlDialect().time(row, "until"));
    return new Restriction(
        kind,
        row.getString("target"),
        optionalLong(row, "account_id"),
        Optional.ofNullable(row.getString("pattern")).map(NicknamePattern::new),
        Optional.ofNullable(row.getString("network")).map(Network::parse),
        database.sqlDialect().time(row, "since"),
        until,
        Nickname.sanitize(row.getString("imposed_by")),
        Optional.ofNullable(row.getString("reason")).map(Text::sanitize));
  }

  private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static void setLong(PreparedStatement statement, int index, OptionalLong value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(index, value.getAsLong());
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }

  private static int update(SqlConnection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      bind(prepared.statement(), values);
      return prepared.statement().executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
