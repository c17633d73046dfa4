package io.parley.history;

import io.parley.history.Session.Prepared;
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
 * Puts words into the index, who said them, and in which room. How far it has come stands in the
 * database and moves in the same transaction, so that nothing is left out or done twice, whatever
 * ends in between.
 */
final class Indexing {
  /**
   * Few enough that who wants to store something waits a few milliseconds at most; with fewer at a
   * time each takes longer.
   */
  private static final int BATCH = 500;

  /** The last id that is in the index. */
  static final String LAST = "SELECT last FROM indexed";

  private static final String NEXT =
      "SELECT id, nickname_key, text FROM message WHERE id > ? ORDER BY id LIMIT " + BATCH;

  private static final String COUNT = "SELECT count(*) FROM message WHERE id > ? AND id <= ?";

  private static final String CHANGES = "SELECT total_changes()";

  /** Fewer are of a merge that found nothing to do (https://www.sqlite.org/fts5.html). */
  private static final int LEAST_CHANGES = 2;

  private static final String INSERT_PLACES =
      "INSERT INTO message_of (room_key, id)"
          + " SELECT room_key, id FROM message WHERE id > ? AND id <= ?";

  private static final String DELETE_PLACE = "DELETE FROM message_of WHERE room_key = ? AND id = ?";

  private record Document(long id, String words) {}

  private final Database database;
  private final Vendor vendor;
  private final Fresh fresh = new Fresh();

  Indexing(Database database) {
    this.database = database;
    this.vendor = database.vendor();
  }

  /** These have just been stored, and will be indexed. */
  void stored(List<Entry> entries) {
    fresh.add(entries);
  }

  /**
   * Indexes the next messages that are not indexed yet, and puts a little of the index together.
   *
   * @return whether there may be more to do
   */
  boolean step() throws HistoryException {
    boolean indexed = indexNext();
    boolean merged = merge(); // in any case: what is indexed leaves work for it
    return indexed || merged;
  }

  private boolean indexNext() throws HistoryException {
    long from = last(database);
    // All that takes time before the transaction, which others wait for.
    List<Document> next = next(from);
    if (next.isEmpty()) {
      return false;
    }
    long last = next.get(next.size() - 1).id();
    boolean done =
        database.writeBehind(
            session -> {
              // Another process may have been faster, or have taken something away or put it back.
              boolean same =
                  lock(session) == from && Rows.number(session, COUNT, from, last) == next.size();
              if (same) {
                insertWords(session, next);
                insertPlaces(session, from, last);
                move(session, last);
              }
              return same;
            });
    if (!done) {
      fresh.forget();
    }
    return true;
  }

  private List<Document> next(long from) throws HistoryException {
    List<Entry> entries = fresh.after(from, BATCH);
    return entries.isEmpty() ? database.read(session -> next(session, from)) : documents(entries);
  }

  /**
   * In a transaction of its own: SQLite by itself would do it in the one that indexes, for up to a
   * second and more of which nobody could store anything.
   */
  private boolean merge() throws HistoryException {
    Optional<String> merge = vendor.mergeWords();
    return merge.isPresent()
        && database.writeBehind(
            session -> {
              long before = Rows.number(session, CHANGES);
              session.execute(merge.get());
              return Rows.number(session, CHANGES) - before >= LEAST_CHANGES;
            });
  }

  /** How far the index goes by now: what is newer is to be looked for in the messages. */
  static long last(Database database) throws HistoryException {
    return database.read(session -> Rows.number(session, LAST));
  }

  /** How far the index goes; it stays so until the transaction ends. */
  long lock(Session session) throws SQLException {
    return Rows.number(session, vendor.lockIndexed());
  }

  /** Indexes messages that the index has passed already, in the transaction that stores them. */
  void insertPassed(Session session, List<Entry> entries) throws SQLException {
    insertWords(session, documents(entries));
    for (Entry entry : entries) {
      insertPlaces(session, entry.id() - 1, entry.id());
    }
  }

  /**
   * Takes messages out of the index that were in it.
   *
   * @param rooms the key of each one's room by its id
   */
  void delete(Session session, Map<Long, String> rooms) throws SQLException {
    try (Prepared words = session.prepare(vendor.deleteWords());
        Prepared place = session.prepare(DELETE_PLACE)) {
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

  private void insertWords(Session session, List<Document> documents) throws SQLException {
    try (Prepared prepared = session.prepare(vendor.insertWords())) {
      PreparedStatement insert = prepared.statement();
      for (Document document : documents) {
        insert.setLong(1, document.id());
        insert.setString(2, document.words());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Of all messages after the one and up to the other. */
  private static void insertPlaces(Session session, long after, long last) throws SQLException {
    try (Prepared prepared = session.prepare(INSERT_PLACES)) {
      PreparedStatement insert = prepared.statement();
      insert.setLong(1, after);
      insert.setLong(2, last);
      insert.executeUpdate();
    }
  }

  private static void move(Session session, long last) throws SQLException {
    try (Prepared prepared = session.prepare("UPDATE indexed SET last = ?")) {
      PreparedStatement move = prepared.statement();
      move.setLong(1, last);
      move.executeUpdate();
    }
  }

  private List<Document> next(Session session, long from) throws SQLException {
    List<Document> next = new ArrayList<>(BATCH);
    try (Prepared prepared = session.prepare(NEXT)) {
      PreparedStatement statement = prepared.statement();
      statement.setLong(1, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          next.add(document(row.getLong(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return next;
  }

  private List<Document> documents(List<Entry> entries) {
    Map<String, String> keys = new HashMap<>(); // the same few names again and again
    return entries.stream()
        .map(
            entry -> {
              Saying saying = entry.saying();
              String nickname = keys.computeIfAbsent(saying.nickname(), Names::fold);
              return document(entry.id(), nickname, saying.text());
            })
        .toList();
  }

  private Document document(long id, String nicknameKey, String text) {
    Set<String> terms = Terms.of(text).indexed();
    terms.add(Terms.saidBy(nicknameKey));
    return new Document(id, vendor.document(terms));
  }
}
