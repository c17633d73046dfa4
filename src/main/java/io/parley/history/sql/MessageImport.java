package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.IdConflictException;
import io.parley.history.NewMessage;
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

  MessageImport(Database database, MessageIndex indexing) {
    this.database = database;
    this.index = indexing;
    this.table = new MessageTable(database.sqlDialect());
  }

  int importMessages(List<StoredMessage> entries) throws HistoryException {
    return entries.isEmpty()
        ? 0
        : database.writeSynced(session -> importMessages(session, entries));
  }

  private int importMessages(SqlConnection session, List<StoredMessage> entries)
      throws SQLException, IdConflictException {
    IdSequence.raise(session, entries.stream().mapToLong(StoredMessage::id).max().orElseThrow());
    long indexed = index.lockPosition(session);
    Map<Long, NewMessage> known = selectExisting(session, entries);
    List<StoredMessage> fresh = new ArrayList<>();
    for (StoredMessage entry : entries) {
      NewMessage here = known.putIfAbsent(entry.id(), entry.content());
      if (here == null) {
        fresh.add(entry);
      } else if (!here.equals(entry.content())) {
        throw new IdConflictException(entry.id());
      }
    }
    table.insert(session, fresh);
    index.insertBelowPosition(
        session, fresh.stream().filter(entry -> entry.id() <= indexed).toList());
    return fresh.size();
  }

  private Map<Long, NewMessage> selectExisting(SqlConnection session, List<StoredMessage> entries)
      throws SQLException {
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + " FROM message m WHERE m.id IN ("
            + String.join(", ", Collections.nCopies(entries.size(), "?"))
            + ")";
    Map<Long, NewMessage> known = new HashMap<>();
    List<Long> ids = entries.stream().map(StoredMessage::id).toList();
    table.select(session, sql, ids).forEach(entry -> known.put(entry.id(), entry.content()));
    return known;
  }
}
