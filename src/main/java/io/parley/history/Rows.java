package io.parley.history;

import io.parley.history.Session.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of the table {@code message}: how they are written and read. */
record Rows(Vendor vendor) {
  /** What {@link #list} reads. */
  static final String COLUMNS = "m.id, m.room, m.time, m.nickname, m.kind, m.text";

  private static final String INSERT =
      "INSERT INTO message (id, room, room_key, time, nickname, nickname_key, kind, text)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  void insert(Session session, List<Entry> entries) throws SQLException {
    Map<String, String> keys = new HashMap<>(); // the same few names again and again
    try (Prepared prepared = session.prepare(INSERT)) {
      PreparedStatement insert = prepared.statement();
      for (Entry entry : entries) {
        Saying saying = entry.saying();
        insert.setLong(1, entry.id());
        insert.setString(2, saying.room());
        insert.setString(3, keys.computeIfAbsent(saying.room(), Names::fold));
        vendor.setTime(insert, 4, saying.time());
        insert.setString(5, saying.nickname());
        insert.setString(6, keys.computeIfAbsent(saying.nickname(), Names::fold));
        insert.setString(7, saying.kind().word());
        insert.setString(8, saying.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Runs a query for {@link #COLUMNS} of {@code message m}. */
  List<Entry> list(Session session, String sql, List<?> values) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Prepared prepared = session.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row));
        }
      }
    }
    return entries;
  }

  /**
   * Runs a query for one number in one row.
   *
   * @param values its parameters, none of them a time
   */
  static long number(Session session, String sql, Object... values) throws SQLException {
    try (Prepared prepared = session.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("a row is missing that Parley made: " + sql);
        }
        return row.getLong(1);
      }
    }
  }

  void bind(PreparedStatement statement, List<?> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Instant time) {
        vendor.setTime(statement, i + 1, time);
      } else {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }

  private Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("id"),
        new Saying(
            row.getString("room"),
            vendor.time(row, "time"),
            row.getString("nickname"),
            Kind.of(row.getString("kind")).orElseThrow(),
            row.getString("text")));
  }
}
