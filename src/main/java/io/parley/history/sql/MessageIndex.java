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
      "SELECT id, nickname_key, text, deleted_by FROM message WHERE id > ? ORDER BY id LIMIT "
          + BATCH_SIZE;

  /** Their texts may have changed after they were read or buffered. */
  private static final String SELECT_CHANGED =
      "SELECT id, nickname_key, text, deleted_by FROM message WHERE id > ? AND id <= ?"
          + " AND (edited IS NOT NULL OR deleted_by IS NOT NULL)";

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

  private static final String ADD_UNERASED = "UPDATE indexed SET unerased = unerased + ?";

  /**
   * What the index has of a message.
   *
   * @param terms empty if the message was deleted, so that it must not be found
   */
  private record Document(long id, Optional<String> terms) {}

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

  /**
   * Indexes the next batch.
   *
   * @return whether there may be more to do
   */
  boolean indexBatch() throws HistoryException {
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
                insertTerms(connection, current(connection, next, from, last));
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

  /** Replaces the documents of messages that have changed, by any process. */
  private List<Document> current(
      SqlConnection connection, List<Document> documents, long after, long last)
      throws SQLException {
    Map<Long, Document> changed = new HashMap<>();
    try (CachedStatement prepared = connection.prepare(SELECT_CHANGED)) {
      prepared.statement().setLong(1, after);
      prepared.statement().setLong(2, last);
      readDocuments(prepared.statement()).forEach(document -> changed.put(document.id(), document));
    }
    return changed.isEmpty()
        ? documents
        : documents.stream()
            .map(document -> changed.getOrDefault(document.id(), document))
            .toList();
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
   * Indexes messages anew whose texts were replaced or deleted, in the transaction that does it.
   *
   * @param position the result of {@link #lockPosition} in that transaction
   */
  void replaceTerms(SqlConnection connection, List<StoredMessage> changed, long position)
      throws SQLException {
    List<StoredMessage> indexed =
        changed.stream().filter(message -> message.id() <= position).toList();
    try (CachedStatement prepared = connection.prepare(sqlDialect.deleteIndexTerms())) {
      for (StoredMessage message : indexed) {
        prepared.statement().setLong(1, message.id());
        prepared.statement().addBatch();
      }
      prepared.statement().executeBatch();
    }
    insertTerms(connection, documentsOf(indexed));
    try (CachedStatement prepared = connection.prepare(ADD_UNERASED)) {
      prepared.statement().setLong(1, changed.size());
      prepared.statement().executeUpdate();
    }
  }

  /** Replaces buffered messages by what they are after a change. */
  void replaceUnindexed(List<StoredMessage> changed) {
    unindexed.replace(changed);
  }

  /** Forgets the buffered messages, as some may have changed. */
  void clearUnindexed() {
    unindexed.clear();
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
        if (document.terms().isPresent()) {
          insert.setLong(1, document.id());
          insert.setString(2, document.terms().get());
          insert.addBatch();
        }
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
    try (CachedStatement prepared = connection.prepare(SELECT_NEXT)) {
      prepared.statement().setLong(1, from);
      return readDocuments(prepared.statement());
    }
  }

  private List<Document> readDocuments(PreparedStatement statement) throws SQLException {
    List<Document> documents = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        documents.add(
            row.getString(4) == null
                ? documentOf(row.getLong(1), row.getString(2), row.getString(3))
                : new Document(row.getLong(1), Optional.empty()));
      }
    }
    return documents;
  }

  private List<Document> documentsOf(List<StoredMessage> messages) {
    Map<String, String> keys = new HashMap<>(); // few distinct names; computing a key is slow
    return messages.stream()
        .map(
            message -> {
              if (message.isDeleted()) {
                return new Document(message.id(), Optional.empty());
              }
              NewMessage content = message.content();
              String nickname = keys.computeIfAbsent(content.nickname(), Nickname::foldedKeyOf);
              return documentOf(message.id(), nickname, content.text());
            })
        .toList();
  }

  private Document documentOf(long id, String nicknameKey, String text) {
    Set<String> terms = SearchTerms.of(text).indexTerms();
    terms.add(SearchTerms.authorTerm(nicknameKey));
    return new Document(id, Optional.of(sqlDialect.indexDocument(terms)));
  }
}
