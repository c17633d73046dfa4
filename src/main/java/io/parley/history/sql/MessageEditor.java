package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.MessageChanges;
import io.parley.history.PersonReaction;
import io.parley.history.PurgeScan;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Changes stored messages, each time in one transaction with the search index. For one thread at a
 * time, the same that appends.
 */
final class MessageEditor {
  static final String SELECT_ONE =
      "SELECT " + MessageTable.COLUMNS + " FROM message m WHERE m.id = ? AND m.room_key = ?";

  private static final String EDIT = "UPDATE message SET text = ?, edited = ? WHERE id = ?";

  private static final String DELETE =
      "UPDATE message SET text = '', author = NULL, reply_to = NULL, edited = NULL, deleted_by = ?,"
          + " reacted = 0 WHERE id = ?";

  private final Database database;
  private final MessageIndex index;
  private final MessageReader reader;
  private final MessageTable table;

  MessageEditor(Database database, MessageIndex index, MessageReader reader) {
    this.database = database;
    this.index = index;
    this.reader = reader;
    this.table = new MessageTable(database.sqlDialect());
  }

  Optional<StoredMessage> edit(String room, long id, String text, Instant time)
      throws HistoryException {
    List<StoredMessage> edited =
        change(
            database::write,
            connection -> {
              long position = index.lockPosition(connection);
              Optional<StoredMessage> before = selectEditable(connection, room, id);
              if (before.isEmpty()) {
                return List.of();
              }
              // Validates the text and the time.
              StoredMessage after =
                  new StoredMessage(
                      id,
                      before.get().content().withText(text),
                      new MessageChanges(
                          Optional.of(time), Optional.empty(), before.get().changes().reactions()),
                      before.get().quote());
              try (CachedStatement prepared = connection.prepare(EDIT)) {
                PreparedStatement update = prepared.statement();
                update.setString(1, text);
                database.sqlDialect().setTime(update, 2, after.changes().edited().orElseThrow());
                update.setLong(3, id);
                update.executeUpdate();
              }
              index.replaceTerms(connection, List.of(after), position);
              return List.of(after);
            });
    return edited.stream().findFirst();
  }

  List<Long> delete(String room, List<Long> ids, String deletedBy) throws HistoryException {
    MessageChanges changes =
        new MessageChanges(Optional.empty(), Optional.of(deletedBy), List.of());
    List<StoredMessage> deleted =
        ids.isEmpty()
            ? List.of()
            : change(
                database::writeSynced, // who has deleted a text never sees it again
                connection -> {
                  long position = index.lockPosition(connection);
                  List<StoredMessage> tombstones = new ArrayList<>();
                  for (long id : new TreeSet<>(ids)) { // in one order, as in other processes
                    Optional<StoredMessage> before = selectEditable(connection, room, id);
                    if (before.isPresent()) {
                      tombstones.add(
                          new StoredMessage(
                              id, before.get().content().withoutText(), changes, Optional.empty()));
                    }
                  }
                  delete(connection, tombstones, deletedBy);
                  index.replaceTerms(connection, tombstones, position);
                  return tombstones;
                });
    List<Long> done = deleted.stream().map(StoredMessage::id).toList();
    return ids.stream().distinct().filter(done::contains).toList();
  }

  private static void delete(
      SqlConnection connection, List<StoredMessage> tombstones, String deletedBy)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(DELETE)) {
      for (StoredMessage message : tombstones) {
        prepared.statement().setString(1, deletedBy);
        prepared.statement().setLong(2, message.id());
        prepared.statement().executeUpdate();
      }
    }
    ReactionTable.delete(connection, tombstones.stream().map(StoredMessage::id).toList());
  }

  List<Long> purge(
      String room, String nickname, OptionalLong author, Instant since, String deletedBy, int limit)
      throws HistoryException {
    PurgeScan scan = new PurgeScan(nickname, author, since, limit);
    long before = Long.MAX_VALUE;
    while (!scan.isDone()) {
      List<StoredMessage> page = reader.before(room, before, PurgeScan.MAX_OLD);
      if (page.isEmpty()) {
        break;
      }
      for (int i = page.size() - 1; i >= 0; i--) {
        scan.add(page.get(i));
      }
      before = page.get(0).id();
    }
    return delete(room, scan.found(), deletedBy);
  }

  Optional<StoredMessage> react(String room, long id, PersonReaction reaction, boolean add)
      throws HistoryException {
    return database.write(
        connection -> {
          if (selectEditable(connection, room, id).isEmpty()) {
            return Optional.empty();
          }
          List<PersonReaction> before =
              ReactionTable.select(connection, List.of(id)).getOrDefault(id, List.of());
          List<PersonReaction> after = add ? reaction.addTo(before) : reaction.takeFrom(before);
          if (!add && after.size() < before.size()) {
            ReactionTable.replace(connection, id, after);
          } else if (after.size() > before.size()) {
            ReactionTable.insert(connection, id, List.of(reaction));
          }
          return selectEditable(connection, room, id);
        });
  }

  /** Locks the row until the transaction ends. */
  private Optional<StoredMessage> selectEditable(SqlConnection connection, String room, long id)
      throws SQLException {
    return table
        .select(
            connection,
            SELECT_ONE + database.sqlDialect().lockClause(),
            List.of(id, RoomName.keyOf(room)))
        .stream()
        .findFirst()
        .filter(StoredMessage::isEditable);
  }

  /** One of the ways to write. */
  private interface Writes {
    List<StoredMessage> write(Database.Work<List<StoredMessage>> work) throws HistoryException;
  }

  /** A change that fails may have been committed, so that the texts in memory may be old. */
  private List<StoredMessage> change(Writes writes, Database.Work<List<StoredMessage>> work)
      throws HistoryException {
    boolean done = false;
    try {
      List<StoredMessage> changed = writes.write(work);
      index.replaceUnindexed(changed);
      done = true;
      return changed;
    } finally {
      if (!done) {
        index.clearUnindexed();
      }
    }
  }
}
