package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.ImportedIds;
import io.parley.history.PersonReaction;
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
    Map<Long, StoredMessage> existingById = selectExisting(connection, messages);
    List<StoredMessage> added = new ArrayList<>();
    for (StoredMessage message : messages) {
      StoredMessage existing = existingById.putIfAbsent(message.id(), message);
      if (existing == null) {
        added.add(message);
      } else if (!existing.isVersionOf(message)) {
        throw RefusedIdException.conflict(message.id());
      }
    }
    table.insert(connection, added);
    table.insertChanges(connection, added);
    for (StoredMessage message : added) {
      List<PersonReaction> reactions = PersonReaction.of(message.changes().reactions());
      if (!reactions.isEmpty()) {
        ReactionTable.insert(connection, message.id(), reactions);
      }
    }
    index.insertBelowPosition(
        connection, added.stream().filter(message -> message.id() <= indexed).toList());
    return added.size();
  }

  private Map<Long, StoredMessage> selectExisting(
      SqlConnection connection, List<StoredMessage> messages) throws SQLException {
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + " FROM message m WHERE m.id IN ("
            + String.join(", ", Collections.nCopies(messages.size(), "?"))
            + ")";
    Map<Long, StoredMessage> existingById = new HashMap<>();
    List<Long> ids = messages.stream().map(StoredMessage::id).toList();
    table.select(connection, sql, ids).forEach(message -> existingById.put(message.id(), message));
    return existingById;
  }
}
