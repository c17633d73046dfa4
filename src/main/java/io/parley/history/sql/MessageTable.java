package io.parley.history.sql;

import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads rows of the table {@code message}. */
public record MessageTable(SqlDialect sqlDialect) {
  /** The columns that {@link #select} reads. */
  static final String COLUMNS = "m.id, m.room, m.time, m.nickname, m.kind, m.text";

  private static final String INSERT =
      "INSERT INTO message (id, room, room_key, time, nickname, nickname_key, kind, text)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  void insert(SqlConnection connection, List<StoredMessage> messages) throws SQLException {
    // There are few distinct names, and computing a key is slow.
    Map<String, String> roomKeys = new HashMap<>();
    Map<String, String> nicknameKeys = new HashMap<>();
    try (CachedStatement prepared = connection.prepare(INSERT)) {
      PreparedStatement insert = prepared.statement();
      for (StoredMessage message : messages) {
        NewMessage content = message.content();
        insert.setLong(1, message.id());
        insert.setString(2, content.room());
        insert.setString(3, roomKeys.computeIfAbsent(content.room(), RoomName::keyOf));
        sqlDialect.setTime(insert, 4, content.time());
        insert.setString(5, content.nickname());
        insert.setString(
            6, nicknameKeys.computeIfAbsent(content.nickname(), Nickname::foldedKeyOf));
        insert.setString(7, content.kind().storedName());
        insert.setString(8, content.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Runs a query for {@link #COLUMNS} of {@code message m}. */
  List<StoredMessage> select(SqlConnection connection, String sql, List<?> values)
      throws SQLException {
    List<StoredMessage> messages = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          messages.add(readRow(row));
        }
      }
    }
    return messages;
  }

  /**
   * Runs a query for one number in one row.
   *
   * @param values its parameters, none of them a time
   */
  public static long selectLong(SqlConnection connection, String sql, Object... values)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no row for " + sql);
        }
        return row.getLong(1);
      }
    }
  }

  void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Instant time) {
        sqlDialect.setTime(statement, i + 1, time);
      } else {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }

  private StoredMessage readRow(ResultSet row) throws SQLException {
    return new StoredMessage(
        row.getLong("id"),
        new NewMessage(
            row.getString("room"),
            sqlDialect.time(row, "time"),
            row.getString("nickname"),
            MessageKind.fromStoredName(row.getString("kind")).orElseThrow(),
            row.getString("text")));
  }
}
