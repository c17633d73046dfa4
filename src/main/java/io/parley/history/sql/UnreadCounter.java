package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.UnreadCount;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counts the newest messages of a room. Reads no more rows than the limit, of the index of the room
 * and of the messages that are not indexed yet.
 */
final class UnreadCounter {
  private static final String COUNT =
      "SELECT count(*), coalesce(sum(CASE WHEN kind = 'topic' THEN 0 ELSE 1 END), 0), max(id)"
          + " FROM (";

  /** The messages that are not indexed yet. */
  static final String COUNT_UNINDEXED =
      COUNT
          + "SELECT m.id AS id, m.kind AS kind FROM message m"
          + " WHERE m.id > ? AND m.room_key = ? ORDER BY m.id DESC LIMIT ?) AS page";

  // CROSS: in the order of the index, or the planner may sort a whole room.
  static final String COUNT_INDEXED =
      COUNT
          + "SELECT o.id AS id, m.kind AS kind FROM message_of o CROSS JOIN message m"
          + " WHERE m.id = o.id AND o.room_key = ? AND o.id > ? AND o.id <= ?"
          + " ORDER BY o.id DESC LIMIT ?) AS page";

  /** The newest message of a room that is indexed. */
  static final String SELECT_NEWEST =
      "SELECT id FROM message_of WHERE room_key = ? ORDER BY id DESC LIMIT 1";

  private record Page(int rows, int messages, long newest) {
    static final Page NONE = new Page(0, 0, 0);
  }

  private final Database.Reads reads;

  UnreadCounter(Database.Reads reads) {
    this.reads = reads;
  }

  /**
   * Counts.
   *
   * @param after the id, exclusive
   * @param limit the number of messages that are looked at
   */
  UnreadCount count(String room, long after, int limit) throws HistoryException {
    String key = RoomName.keyOf(room);
    // The order of the queries matters: a message that is indexed between them is in the second,
    // which begins below the first.
    long indexed = MessageIndex.lastIndexed(reads);
    Page unindexed = page(COUNT_UNINDEXED, Math.max(after, indexed), key, limit);
    Page older =
        unindexed.rows() < limit && after < indexed
            ? page(COUNT_INDEXED, key, after, indexed, limit - unindexed.rows())
            : Page.NONE;
    long newest = Math.max(unindexed.newest(), older.newest());
    return new UnreadCount(
        newest > 0 ? newest : newestSeen(key, indexed),
        unindexed.messages() + older.messages(),
        unindexed.rows() + older.rows() < limit);
  }

  /** The newest message of a room without unread ones. */
  private long newestSeen(String key, long indexed) throws HistoryException {
    long newest = page(COUNT_UNINDEXED, indexed, key, 1).newest();
    return newest > 0 ? newest : first(SELECT_NEWEST, key);
  }

  private Page page(String sql, Object... values) throws HistoryException {
    return reads.read(
        connection -> {
          try (CachedStatement prepared = connection.prepare(sql)) {
            bind(prepared.statement(), values);
            try (ResultSet row = prepared.statement().executeQuery()) {
              boolean unused = row.next(); // an aggregate always has a row
              return new Page(row.getInt(1), row.getInt(2), row.getLong(3));
            }
          }
        });
  }

  private long first(String sql, Object... values) throws HistoryException {
    return reads.read(
        connection -> {
          try (CachedStatement prepared = connection.prepare(sql)) {
            bind(prepared.statement(), values);
            try (ResultSet row = prepared.statement().executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
