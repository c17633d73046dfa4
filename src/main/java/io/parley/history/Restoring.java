package io.parley.history;

import io.parley.history.Session.Prepared;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes back what was exported, with its ids. */
final class Restoring {
  /** New ids begin above all that are taken back. Also waits for those who give ids. */
  private static final String COUNT =
      "UPDATE counter SET last = CASE WHEN last < ? THEN ? ELSE last END";

  private final Database database;
  private final Indexing indexing;
  private final Rows rows;

  Restoring(Database database, Indexing indexing) {
    this.database = database;
    this.indexing = indexing;
    this.rows = new Rows(database.vendor());
  }

  int restore(List<Entry> entries) throws HistoryException {
    return entries.isEmpty() ? 0 : database.write(session -> restore(session, entries));
  }

  private int restore(Session session, List<Entry> entries) throws SQLException, ConflictException {
    count(session, entries.stream().mapToLong(Entry::id).max().orElseThrow());
    long indexed = indexing.lock(session);
    Map<Long, Saying> known = known(session, entries);
    List<Entry> fresh = new ArrayList<>();
    for (Entry entry : entries) {
      Saying here = known.putIfAbsent(entry.id(), entry.saying());
      if (here == null) {
        fresh.add(entry);
      } else if (!here.equals(entry.saying())) {
        throw new ConflictException(entry.id());
      }
    }
    rows.insert(session, fresh);
    indexing.insertPassed(session, fresh.stream().filter(entry -> entry.id() <= indexed).toList());
    return fresh.size();
  }

  private static void count(Session session, long last) throws SQLException {
    try (Prepared prepared = session.prepare(COUNT)) {
      PreparedStatement count = prepared.statement();
      count.setLong(1, last);
      count.setLong(2, last);
      count.executeUpdate();
    }
  }

  private Map<Long, Saying> known(Session session, List<Entry> entries) throws SQLException {
    String sql =
        "SELECT "
            + Rows.COLUMNS
            + " FROM message m WHERE m.id IN ("
            + String.join(", ", Collections.nCopies(entries.size(), "?"))
            + ")";
    Map<Long, Saying> known = new HashMap<>();
    List<Long> ids = entries.stream().map(Entry::id).toList();
    rows.list(session, sql, ids).forEach(entry -> known.put(entry.id(), entry.saying()));
    return known;
  }
}
