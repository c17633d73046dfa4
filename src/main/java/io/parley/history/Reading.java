package io.parley.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads what was said, in its order. */
final class Reading {
  private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM message m WHERE ";

  /** What is not indexed yet. */
  private static final String NEWEST =
      SELECT + "m.id > ? AND m.room_key = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?";

  // CROSS: in the order of the index, or the planner may sort a whole room.
  private static final String PAST =
      "SELECT "
          + Rows.COLUMNS
          + " FROM message_of o CROSS JOIN message m"
          + " WHERE m.id = o.id AND o.room_key = ? AND o.id < ? ORDER BY o.id DESC LIMIT ?";

  private static final String TOPIC =
      SELECT + "m.room_key = ? AND m.kind = 'topic' ORDER BY m.id DESC LIMIT 1";

  private final Database database;
  private final Rows rows;

  Reading(Database database) {
    this.database = database;
    this.rows = new Rows(database.vendor());
  }

  List<Entry> past(String room, long before, int limit) throws HistoryException {
    String key = Names.fold(room);
    // What gets indexed between this and the next step is found by the next step.
    long indexed = Indexing.last(database);
    List<Entry> entries = new ArrayList<>(read(NEWEST, List.of(indexed, key, before, limit)));
    if (entries.size() < limit) {
      long rest = Math.min(before, indexed + 1);
      entries.addAll(read(PAST, List.of(key, rest, limit - entries.size())));
    }
    Collections.reverse(entries);
    return entries;
  }

  private List<Entry> read(String sql, List<?> values) throws HistoryException {
    return database.read(session -> rows.list(session, sql, values));
  }

  Optional<Entry> topic(String room) throws HistoryException {
    return read(TOPIC, List.of(Names.fold(room))).stream().findFirst();
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
    return read(sql.toString(), values);
  }
}
