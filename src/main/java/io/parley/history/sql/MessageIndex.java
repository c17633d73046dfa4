package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.NameKeys;
import io.parley.history.NewMessage;
import io.parley.history.SearchTerms;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds words, authors and rooms of messages to the index. The position of the index is in the
 * database and changes in the same transaction, so that no message is missed or indexed twice after
 * a crash.
 */
public final class MessageIndex {
  /**
   * Small enough that a writer waits a few milliseconds at most. Smaller batches cost more for each
   * message.
   */
  private static final int BATCH_SIZE = 500;

  /** The position: the last id that is in the index. */
  private static final String SELECT_LAST_INDEXED = "SELECT last FROM indexed";

  private static final String SELECT_NEXT =
      "SELECT id, nickname_key, text FROM message WHERE id > ? ORDER BY id LIMIT " + BATCH_SIZE;

  private static final String COUNT_MESSAGES =
      "SELECT count(*) FROM message WHERE id > ? AND id <= ?";

  private static final String SELECT_TOTAL_CHANGES = "SELECT total_changes()";

  /** A merge that found nothing to do makes fewer changes (https://www.sqlite.org/fts5.html). */
  private static final int MIN_CHANGES = 2;

  private static final String INSERT_ROOM_ENTRIES =
      "INSERT INTO message_of (room_key, id)"
          + " SELECT room_key, id FROM message WHERE id > ? AND id <= ?";

  private static final String DELETE_ROOM_ENTRY =
      "DELETE FROM message_of WHERE room_key = ? AND id = ?";

  private record Document(long id, String terms) {}

  private final Database database;
  private final SqlDialect sqlDialect;
  private final UnindexedBuffer unindexed = new UnindexedBuffer();

  MessageIndex(Database database) {
    this.database = database;
    this.sqlDialect = database.sqlDialect();
  }

  /** Takes messages that were just stored, to index them later. */
  void addUnindexed(List<StoredMessage> entries) {
    unindexed.add(entries);
  }

  /**
   * Indexes the next batch, and merges a small part of the index.
   *
   * @return whether there may be more to do
   */
  boolean indexAndMerge() throws HistoryException {
    boolean indexed = indexBatch();
    boolean merged = mergeIndex(); // in any case: indexing leaves something to merge
    return indexed || merged;
  }

  private boolean indexBatch() throws HistoryException {
    long from = lastIndexed(database);
    // Before the transaction, for which writers wait.
    List<Document> next = nextDocuments(from);
    if (next.isEmpty()) {
      return false;
    }
    long last = next.get(next.size() - 1).id();
    boolean done =
        database.write(
            session -> {
              // Another process may have indexed, pruned or imported messages meanwhile.
              boolean same =
                  lockPosition(session) == from
                      && MessageTable.selectLong(session, COUNT_MESSAGES, from, last)
                          == next.size();
              if (same) {
                insertTerms(session, next);
                insertRoomEntries(session, from, last);
                setPosition(session, last);
              }
              return same;
            });
    if (!done) {
      unindexed.clear();
    }
    return true;
  }

  private List<Document> nextDocuments(long from) throws HistoryException {
    List<StoredMessage> entries = unindexed.after(from, BATCH_SIZE);
    return entries.isEmpty()
        ? database.read(session -> nextDocuments(session, from))
        : documentsOf(entries);
  }

  /**
   * Merges in a transaction of its own. SQLite would merge in the transaction that indexes, and
   * block writers for a second and more.
   */
  private boolean mergeIndex() throws HistoryException {
    Optional<String> merge = sqlDialect.mergeIndex();
    return merge.isPresent()
        && database.write(
            session -> {
              long before = MessageTable.selectLong(session, SELECT_TOTAL_CHANGES);
              session.execute(merge.get());
              return MessageTable.selectLong(session, SELECT_TOTAL_CHANGES) - before >= MIN_CHANGES;
            });
  }

  /** Returns the position. Newer messages must be searched in the table of messages. */
  static long lastIndexed(Database database) throws HistoryException {
    return database.read(session -> MessageTable.selectLong(session, SELECT_LAST_INDEXED));
  }

  /** Returns the position, which no other transaction changes until this one ends. */
  long lockPosition(SqlConnection session) throws SQLException {
    return MessageTable.selectLong(session, SELECT_LAST_INDEXED + sqlDialect.lockClause());
  }

  /** Indexes messages at or below the position, in the transaction that stores them. */
  void insertBelowPosition(SqlConnection session, List<StoredMessage> entries) throws SQLException {
    insertTerms(session, documentsOf(entries));
    for (StoredMessage entry : entries) {
      insertRoomEntries(session, entry.id() - 1, entry.id());
    }
  }

  /**
   * Removes messages from the index.
   *
   * @param rooms the key of each message's room, by the id of the message
   */
  void delete(SqlConnection session, Map<Long, String> rooms) throws SQLException {
    try (CachedStatement words = session.prepare(sqlDialect.deleteIndexTerms());
        CachedStatement place = session.prepare(DELETE_ROOM_ENTRY)) {
      for (Map.Entry<Long, String> message : rooms.entrySet()) {
        words.statement().setLong(1, message.getKey());
        words.statement().addBatch();
        place.statement().setString(1, message.getValue());
        place.statement().setLong(2, message.getKey());
        place.statement().addBatch();
      }
      words.statement().executeBatch();
      place.statement().executeBatch();
    }
  }

  private void insertTerms(SqlConnection session, List<Document> documents) throws SQLException {
    try (CachedStatement prepared = session.prepare(sqlDialect.insertIndexTerms())) {
      PreparedStatement insert = prepared.statement();
      for (Document document : documents) {
        insert.setLong(1, document.id());
        insert.setString(2, document.terms());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds the messages after one id up to another. */
  private static void insertRoomEntries(SqlConnection session, long after, long last)
      throws SQLException {
    try (CachedStatement prepared = session.prepare(INSERT_ROOM_ENTRIES)) {
      PreparedStatement insert = prepared.statement();
      insert.setLong(1, after);
      insert.setLong(2, last);
      insert.executeUpdate();
    }
  }

  private static void setPosition(SqlConnection session, long last) throws SQLException {
    try (CachedStatement prepared = session.prepare("UPDATE indexed SET last = ?")) {
      PreparedStatement move = prepared.statement();
      move.setLong(1, last);
      move.executeUpdate();
    }
  }

  private List<Document> nextDocuments(SqlConnection session, long from) throws SQLException {
    List<Document> next = new ArrayList<>(BATCH_SIZE);
    try (CachedStatement prepared = session.prepare(SELECT_NEXT)) {
      PreparedStatement statement = prepared.statement();
      statement.setLong(1, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          next.add(documentOf(row.getLong(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return next;
  }

  private List<Document> documentsOf(List<StoredMessage> entries) {
    Map<String, String> keys = new HashMap<>(); // the same few names again and again
    return entries.stream()
        .map(
            entry -> {
              NewMessage saying = entry.content();
              String nickname = keys.computeIfAbsent(saying.nickname(), NameKeys::keyOf);
              return documentOf(entry.id(), nickname, saying.text());
            })
        .toList();
  }

  private Document documentOf(long id, String nicknameKey, String text) {
    Set<String> terms = SearchTerms.of(text).indexTerms();
    terms.add(SearchTerms.authorTerm(nicknameKey));
    return new Document(id, sqlDialect.indexDocument(terms));
  }
}
