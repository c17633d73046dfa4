package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.ImportedIds;
import io.parley.history.NewMessage;
import io.parley.history.RefusedIdException;
import io.parley.history.StoredMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores exported messages with their ids. */
final class MessageImport {
  private final Database database;
  private final MessageIndex index;
  private final MessageTable table;

  MessageImport(Database database, MessageIndex index) {
    this.database = database;
    this.index = index;
    this.table = new MessageTable(database.sqlDialect());
  }

  int importMessages(List<StoredMessage> messages) throws HistoryException {
    return messages.isEmpty()
        ? 0
        : database.writeSynced(connection -> importMessages(connection, messages));
  }

  private int importMessages(SqlConnection connection, List<StoredMessage> messages)
      throws SQLException, RefusedIdException {
    ImportedIds.requireNoJump(IdSequence.lock(connection, database.sqlDialect()), messages);
    IdSequence.raise(
        connection, messages.stream().mapToLong(StoredMessage::id).max().orElseThrow());
    long indexed = index.lockPosition(connection);
    Map<Long, NewMessage> existingById = selectExisting(connection, messages);
    List<StoredMessage> added = new ArrayList<>();
    for (StoredMessage message : messages) {
      NewMessage existing = existingById.putIfAbsent(message.id(), message.content());
      if (existing == null) {
        added.add(message);
      } else if (!existing.equals(message.content())) {
        throw RefusedIdException.conflict(message.id());
      }
    }
    table.insert(connection, added);
    index.insertBelowPosition(
        connection, added.stream().filter(message -> message.id() <= indexed).toList());
    return added.size();
  }

  private Map<Long, NewMessage> selectExisting(
      SqlConnection connection, List<StoredMessage> messages) throws SQLException {
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + " FROM message m WHERE m.id IN ("
            + String.join(", ", Collections.nCopies(messages.size(), "?"))
            + ")";
    Map<Long, NewMessage> existingById = new HashMap<>();
    List<Long> ids = messages.stream().map(StoredMessage::id).toList();
    table
        .select(connection, sql, ids)
        .forEach(message -> existingById.put(message.id(), message.content()));
    return existingById;
  }
}
