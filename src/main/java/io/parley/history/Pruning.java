package io.parley.history;

import io.parley.history.Session.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Forgets what is old, in transactions so small that nobody waits long for one. */
final class Pruning {
  private static final int BATCH = 250;

  /** A topic that no newer one has replaced is of today, however long ago it was set. */
  private static final String OLD =
      "SELECT m.id FROM message m WHERE m.time < ? AND NOT (m.kind = 'topic' AND NOT EXISTS"
          + " (SELECT 1 FROM message n WHERE n.room_key = m.room_key AND n.kind = 'topic'"
          + " AND n.id > m.id)) ORDER BY m.time LIMIT "
          + BATCH;

  private final Database database;
  private final Indexing indexing;

  Pruning(Database database, Indexing indexing) {
    this.database = database;
    this.indexing = indexing;
  }

  long prune(Instant olderThan) throws HistoryException {
    long gone = 0;
    while (true) {
      int now = database.writeBehind(session -> pruneSome(session, olderThan));
      gone += now;
      if (now < BATCH) {
        return gone;
      }
    }
  }

  private int pruneSome(Session session, Instant olderThan) throws SQLException {
    long indexed = indexing.lock(session);
    List<Long> ids = old(session, olderThan);
    try (Prepared prepared = session.prepare("DELETE FROM message WHERE id = ?")) {
      PreparedStatement delete = prepared.statement();
      for (long id : ids) {
        delete.setLong(1, id);
        delete.addBatch();
      }
      delete.executeBatch();
    }
    indexing.delete(session, ids.stream().filter(id -> id <= indexed).toList());
    return ids.size();
  }

  private List<Long> old(Session session, Instant olderThan) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Prepared prepared = session.prepare(OLD)) {
      PreparedStatement statement = prepared.statement();
      database.vendor().setTime(statement, 1, olderThan);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    return ids;
  }
}
