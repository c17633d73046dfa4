package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.StoredMessage;
import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads messages in the order of their ids. */
final class MessageReader {
  private static final String SELECT = "SELECT " + MessageTable.COLUMNS + " FROM message m WHERE ";

  /** The messages that are not indexed yet. */
  private static final String SELECT_UNINDEXED =
      SELECT + "m.id > ? AND m.room_key = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?";

  // CROSS: in the order of the index, or the planner may sort a whole room.
  private static final String SELECT_INDEXED =
      "SELECT "
          + MessageTable.COLUMNS
          + " FROM message_of o CROSS JOIN message m"
          + " WHERE m.id = o.id AND o.room_key = ? AND o.id < ? ORDER BY o.id DESC LIMIT ?";

  private static final String SELECT_TOPIC =
      SELECT + "m.room_key = ? AND m.kind = 'topic' ORDER BY m.id DESC LIMIT 1";

  private final Database.Reads reads;
  private final MessageTable table;

  MessageReader(SqlDialect sqlDialect, Database.Reads reads) {
    this.reads = reads;
    this.table = new MessageTable(sqlDialect);
  }

  List<StoredMessage> before(String room, long before, int limit) throws HistoryException {
    String key = RoomName.keyOf(room);
    // The order of the queries matters: a message that is indexed between them is in the second.
    long indexed = MessageIndex.lastIndexed(reads);
    List<StoredMessage> messages =
        new ArrayList<>(read(SELECT_UNINDEXED, List.of(indexed, key, before, limit)));
    if (messages.size() < limit) {
      long rest = Math.min(before, indexed + 1);
      messages.addAll(read(SELECT_INDEXED, List.of(key, rest, limit - messages.size())));
    }
    Collections.reverse(messages);
    return messages;
  }

  private List<StoredMessage> read(String sql, List<?> values) throws HistoryException {
    return reads.read(connection -> table.select(connection, sql, values));
  }

  Optional<StoredMessage> find(String room, long id) throws HistoryException {
    return read(MessageEditor.SELECT_ONE, List.of(id, RoomName.keyOf(room))).stream().findFirst();
  }

  Optional<StoredMessage> topic(String room) throws HistoryException {
    return read(SELECT_TOPIC, List.of(RoomName.keyOf(room))).stream().findFirst();
  }

  List<StoredMessage> after(long id, Optional<String> room, Optional<Instant> since, int limit)
      throws HistoryException {
    StringBuilder sql = new StringBuilder(SELECT).append("m.id > ?");
    List<Object> values = new ArrayList<>(List.of(id));
    room.ifPresent(
        name -> {
          sql.append(" AND m.room_key = ?");
          values.add(RoomName.keyOf(name));
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
