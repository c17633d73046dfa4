package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes old messages, in small transactions, so that writers do not wait long. */
final class MessageRetention {
  private static final int BATCH_SIZE = 250;

  /** The number of deleted messages between two merges of the index. */
  private static final int MERGE_INTERVAL = 5000;

  /** Later than every message. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** A topic that no newer one has replaced is current, whatever its age. */
  private static final String SELECT_EXPIRED =
      "SELECT m.id FROM message m WHERE m.id > ? AND m.time < ? AND NOT (m.kind = 'topic'"
          + " AND NOT EXISTS (SELECT 1 FROM message n WHERE n.room_key = m.room_key"
          + " AND n.kind = 'topic' AND n.id > m.id)) ORDER BY m.id LIMIT "
          + BATCH_SIZE;

  /** By the index of rooms; what is not indexed yet is found the next time. */
  private static final String SELECT_EXPIRED_OF_ROOM =
      "SELECT m.id FROM message_of o JOIN message m ON m.id = o.id WHERE o.room_key = ?"
          + " AND o.id > ? AND m.time < ? AND NOT (m.kind = 'topic'"
          + " AND NOT EXISTS (SELECT 1 FROM message n WHERE n.room_key = m.room_key"
          + " AND n.kind = 'topic' AND n.id > m.id)) ORDER BY o.id LIMIT "
          + BATCH_SIZE;

  private static final String DELETE =
      "DELETE FROM message WHERE id = ? RETURNING room_key, reacted";

  private final Database database;
  private final MessageIndex index;

  MessageRetention(Database database, MessageIndex index) {
    this.database = database;
    this.index = index;
  }

  /** Finds messages that are old enough. */
  private interface Expired {
    List<Long> after(long id) throws HistoryException;
  }

  long prune(Instant olderThan) throws HistoryException {
    return prune(id -> selectExpired(SELECT_EXPIRED, List.of(id, olderThan)));
  }

  long prune(String room, Instant olderThan) throws HistoryException {
    String key = RoomName.keyOf(room);
    return prune(id -> selectExpired(SELECT_EXPIRED_OF_ROOM, List.of(key, id, olderThan)));
  }

  private long prune(Expired expired) throws HistoryException {
    long deleted = 0;
    for (long from = 0; ; ) {
      // Not in the transaction: it may read many messages before it finds an old one.
      List<Long> ids = expired.after(from);
      if (ids.isEmpty()) {
        return deleted;
      }
      deleted += database.write(connection -> prune(connection, ids));
      if (ids.size() < BATCH_SIZE) {
        return deleted;
      }
      from = ids.get(ids.size() - 1);
    }
  }

  long pruneToSize(long maxBytes) throws HistoryException {
    Optional<String> selectUsedBytes = database.sqlDialect().selectUsedBytes();
    if (selectUsedBytes.isEmpty()) {
      return 0;
    }
    long deleted = 0;
    while (database.read(c -> MessageTable.selectLong(c, selectUsedBytes.get())) > maxBytes) {
      List<Long> oldest = selectExpired(SELECT_EXPIRED, List.of(0L, END_OF_TIME));
      if (oldest.isEmpty()) {
        return deleted;
      }
      deleted += database.write(connection -> prune(connection, oldest));
      if (deleted % MERGE_INTERVAL < BATCH_SIZE) {
        while (index.mergeIndex()) {
          // Only a merge frees the pages of deleted terms.
        }
      }
    }
    return deleted;
  }

  private List<Long> selectExpired(String sql, List<?> values) throws HistoryException {
    return database.read(
        connection -> {
          List<Long> ids = new ArrayList<>();
          try (CachedStatement prepared = connection.prepare(sql)) {
            PreparedStatement statement = prepared.statement();
            new MessageTable(database.sqlDialect()).bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                ids.add(row.getLong(1));
              }
            }
          }
          return ids;
        });
  }

  /** Returns the number of deleted messages; another process may prune at the same time. */
  private int prune(SqlConnection connection, List<Long> ids) throws SQLException {
    long indexed = index.lockPosition(connection);
    int deleted = 0;
    Map<Long, String> indexedMessages = new LinkedHashMap<>();
    List<Long> reacted = new ArrayList<>();
    try (CachedStatement prepared = connection.prepare(DELETE)) {
      PreparedStatement delete = prepared.statement();
      for (long id : ids) {
        delete.setLong(1, id);
        try (ResultSet row = delete.executeQuery()) {
          if (row.next()) {
            deleted++;
            if (id <= indexed) {
              indexedMessages.put(id, row.getString(1));
            }
            if (row.getInt(2) != 0) {
              reacted.add(id);
            }
          }
        }
      }
    }
    index.delete(connection, indexedMessages);
    ReactionTable.delete(connection, reacted);
    return deleted;
  }
}
