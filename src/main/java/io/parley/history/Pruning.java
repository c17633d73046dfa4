package io.parley.history;

import io.parley.history.Session.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forgets what is old, in transactions so small that nobody waits long for one. */
final class Pruning {
  private static final int BATCH = 250;

  /** A topic that no newer one has replaced is of today, however long ago it was set. */
  private static final String OLD =
      "SELECT m.id FROM message m WHERE m.id > ? AND m.time < ? AND NOT (m.kind = 'topic'"
          + " AND NOT EXISTS (SELECT 1 FROM message n WHERE n.room_key = m.room_key"
          + " AND n.kind = 'topic' AND n.id > m.id)) ORDER BY m.id LIMIT "
          + BATCH;

  private static final String DELETE = "DELETE FROM message WHERE id = ? RETURNING room_key";

  private final Database database;
  private final Indexing indexing;

  Pruning(Database database, Indexing indexing) {
    this.database = database;
    this.indexing = indexing;
  }

  long prune(Instant olderThan) throws HistoryException {
    long gone = 0;
    for (long from = 0; ; ) {
      // It may go through much before it finds something: that is nothing for a transaction.
      List<Long> ids = old(from, olderThan);
      if (ids.isEmpty()) {
        return gone;
      }
      gone += database.writeBehind(session -> prune(session, ids));
      if (ids.size() < BATCH) {
        return gone;
      }
      from = ids.get(ids.size() - 1);
    }
  }

  private List<Long> old(long from, Instant olderThan) throws HistoryException {
    return database.read(
        session -> {
          List<Long> ids = new ArrayList<>();
          try (Prepared prepared = session.prepare(OLD)) {
            PreparedStatement statement = prepared.statement();
            statement.setLong(1, from);
            database.vendor().setTime(statement, 2, olderThan);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                ids.add(row.getLong(1));
              }
            }
          }
          return ids;
        });
  }

  /** How many of them were there; somebody else may prune, too. */
  private int prune(Session session, List<Long> ids) throws SQLException {
    long indexed = indexing.lock(session);
    int gone = 0;
    Map<Long, String> passed = new LinkedHashMap<>();
    try (Prepared prepared = session.prepare(DELETE)) {
      PreparedStatement delete = prepared.statement();
      for (long id : ids) {
        delete.setLong(1, id);
        try (ResultSet row = delete.executeQuery()) {
          if (row.next()) {
            gone++;
            if (id <= indexed) {
              passed.put(id, row.getString(1));
            }
          }
        }
      }
    }
    indexing.delete(session, passed);
    return gone;
  }
}
