package io.parley.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads what was said, in its order. */
final class Reading {
  private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM message m WHERE ";
  private static final String PAST =
      SELECT + "m.room_key = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?";
  private static final String TOPIC =
      SELECT + "m.room_key = ? AND m.kind = 'topic' ORDER BY m.id DESC LIMIT 1";

  private final Database database;
  private final Rows rows;

  Reading(Database database) {
    this.database = database;
    this.rows = new Rows(database.vendor());
  }

  List<Entry> past(String room, long before, int limit) throws HistoryException {
    List<Object> values = List.of(Names.fold(room), before, limit);
    List<Entry> entries = database.read(session -> rows.list(session, PAST, values));
    Collections.reverse(entries);
    return entries;
  }

  Optional<Entry> topic(String room) throws HistoryException {
    List<Object> values = List.of(Names.fold(room));
    return database.read(session -> rows.list(session, TOPIC, values)).stream().findFirst();
  }

  List<Entry> after(long id, Optional<String> room, Optional<Instant> since, int limit)
      throws HistoryException {
    StringBuilder sql = new StringBuilder(SELECT).append("m.id > ?");
    List<Object> values = new ArrayList<>(List.of(id));
    room.ifPresent(
        name -> {
          sql.append(" AND m.room_key = ?");
          values.add(Names.fold(name));
        });
    since.ifPresent(
        time -> {
          sql.append(" AND m.time >= ?");
          values.add(time);
        });
    sql.append(" ORDER BY m.id LIMIT ?");
    values.add(limit);
    return database.read(session -> rows.list(session, sql.toString(), values));
  }
}
