package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.NewMessage;
import io.parley.history.SearchTerms;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import io.parley.protocol.Nickname;
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

  /** A merge without effect makes fewer changes than this (https://www.sqlite.org/fts5.html). */
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

  /** Buffers new messages until they are indexed. */
  void addUnindexed(List<StoredMessage> messages) {
    unindexed.add(messages);
  }

  /**
   * Indexes the next batch, and merges a small part of the index.
   *
   * @return whether there may be more to do
   */
  boolean indexAndMerge() throws HistoryException {
    boolean indexed = indexBatch();
    boolean merged = mergeIndex(); // in any case, because indexing adds segments to merge
    return indexed || merged;
  }

  private boolean indexBatch() throws HistoryException {
    long from = lastIndexed(database::read);
    // Before the transaction, for which writers wait.
    List<Document> next = nextDocuments(from);
    if (next.isEmpty()) {
      return false;
    }
    long last = next.get(next.size() - 1).id();
    boolean indexed =
        database.write(
            connection -> {
              // Another process may have indexed, pruned or imported messages since the read.
              boolean same =
                  lockPosition(connection) == from
                      && MessageTable.selectLong(connection, COUNT_MESSAGES, from, last)
                          == next.size();
              if (same) {
                insertTerms(connection, next);
                insertRoomEntries(connection, from, last);
                setPosition(connection, last);
              }
              return same;
            });
    if (!indexed) {
      unindexed.clear();
    }
    return true;
  }

  private List<Document> nextDocuments(long from) throws HistoryException {
    List<StoredMessage> messages = unindexed.after(from, BATCH_SIZE);
    return messages.isEmpty()
        ? database.read(connection -> nextDocuments(connection, from))
        : documentsOf(messages);
  }

  /**
   * Merges in a separate transaction. SQLite would merge in the transaction that indexes, and block
   * writers for a second and more.
   *
   * @return whether there may be more to merge
   */
  boolean mergeIndex() throws HistoryException {
    Optional<String> merge = sqlDialect.mergeIndex();
    return merge.isPresent()
        && database.write(
            connection -> {
              long before = MessageTable.selectLong(connection, SELECT_TOTAL_CHANGES);
              connection.execute(merge.get());
              return MessageTable.selectLong(connection, SELECT_TOTAL_CHANGES) - before
                  >= MIN_CHANGES;
            });
  }

  /** Returns the position. Newer messages must be searched in the table of messages. */
  static long lastIndexed(Database.Reads reads) throws HistoryException {
    return reads.read(connection -> MessageTable.selectLong(connection, SELECT_LAST_INDEXED));
  }

  /**
   * Returns the position, and prevents other transactions from changing it until this transaction
   * ends.
   */
  long lockPosition(SqlConnection connection) throws SQLException {
    return MessageTable.selectLong(connection, SELECT_LAST_INDEXED + sqlDialect.lockClause());
  }

  /** Indexes messages at or below the position, in the transaction that stores them. */
  void insertBelowPosition(SqlConnection connection, List<StoredMessage> messages)
      throws SQLException {
    insertTerms(connection, documentsOf(messages));
    for (StoredMessage message : messages) {
      insertRoomEntries(connection, message.id() - 1, message.id());
    }
  }

  /**
   * Removes messages from the index.
   *
   * @param rooms the key of each message's room, by the id of the message
   */
  void delete(SqlConnection connection, Map<Long, String> rooms) throws SQLException {
    try (CachedStatement deleteTerms = connection.prepare(sqlDialect.deleteIndexTerms());
        CachedStatement deleteRoomEntry = connection.prepare(DELETE_ROOM_ENTRY)) {
      for (Map.Entry<Long, String> message : rooms.entrySet()) {
        deleteTerms.statement().setLong(1, message.getKey());
        deleteTerms.statement().addBatch();
        deleteRoomEntry.statement().setString(1, message.getValue());
        deleteRoomEntry.statement().setLong(2, message.getKey());
        deleteRoomEntry.statement().addBatch();
      }
      deleteTerms.statement().executeBatch();
      deleteRoomEntry.statement().executeBatch();
    }
  }

  private void insertTerms(SqlConnection connection, List<Document> documents) throws SQLException {
    try (CachedStatement prepared = connection.prepare(sqlDialect.insertIndexTerms())) {
      PreparedStatement insert = prepared.statement();
      for (Document document : documents) {
        insert.setLong(1, document.id());
        insert.setString(2, document.terms());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds the messages with ids above {@code after}, up to {@code last}. */
  private static void insertRoomEntries(SqlConnection connection, long after, long last)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(INSERT_ROOM_ENTRIES)) {
      PreparedStatement insert = prepared.statement();
      insert.setLong(1, after);
      insert.setLong(2, last);
      insert.executeUpdate();
    }
  }

  private static void setPosition(SqlConnection connection, long last) throws SQLException {
    try (CachedStatement prepared = connection.prepare("UPDATE indexed SET last = ?")) {
      PreparedStatement move = prepared.statement();
      move.setLong(1, last);
      move.executeUpdate();
    }
  }

  private List<Document> nextDocuments(SqlConnection connection, long from) throws SQLException {
    List<Document> next = new ArrayList<>(BATCH_SIZE);
    try (CachedStatement prepared = connection.prepare(SELECT_NEXT)) {
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

  private List<Document> documentsOf(List<StoredMessage> messages) {
    Map<String, String> keys = new HashMap<>(); // few distinct names; computing a key is slow
    return messages.stream()
        .map(
            message -> {
              NewMessage content = message.content();
              String nickname = keys.computeIfAbsent(content.nickname(), Nickname::foldedKeyOf);
              return documentOf(message.id(), nickname, content.text());
            })
        .toList();
  }

  private Document documentOf(long id, String nicknameKey, String text) {
    Set<String> terms = SearchTerms.of(text).indexTerms();
    terms.add(SearchTerms.authorTerm(nicknameKey));
    return new Document(id, sqlDialect.indexDocument(terms));
  }
}
