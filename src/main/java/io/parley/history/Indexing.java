package io.parley.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts words into the index. How far it has come stands in the database and moves in the same
 * transaction, so that nothing is left out or done twice, whatever ends in between.
 */
final class Indexing {
  /** Few enough that who wants to store something waits some milliseconds at most. */
  private static final int BATCH = 250;

  private static final String NEXT =
      "SELECT " + Rows.COLUMNS + " FROM message m WHERE m.id > ? ORDER BY m.id LIMIT " + BATCH;

  private record Document(long id, String words) {}

  private final Database database;
  private final Vendor vendor;
  private final Rows rows;

  Indexing(Database database) {
    this.database = database;
    this.vendor = database.vendor();
    this.rows = new Rows(vendor);
  }

  /**
   * Indexes the next messages that are not indexed yet.
   *
   * @return whether there may be more
   */
  boolean step() throws HistoryException {
    long from = database.read(connection -> Rows.number(connection, "SELECT last FROM indexed"));
    List<Entry> next = database.read(connection -> rows.list(connection, NEXT, List.of(from)));
    if (next.isEmpty()) {
      return false;
    }
    List<Document> documents = documents(next); // before the transaction, which others wait for
    long last = next.get(next.size() - 1).id();
    database.writeBehind(
        connection -> {
          // Another process may have been faster, or have taken something away or put it back.
          if (lock(connection) == from && rows.list(connection, NEXT, List.of(from)).equals(next)) {
            insert(connection, documents);
            move(connection, last);
          }
          return last;
        });
    return true;
  }

  /** How far the index goes; it stays so until the transaction ends. */
  long lock(Connection connection) throws SQLException {
    return Rows.number(connection, vendor.lockIndexed());
  }

  /** Indexes messages that the index has passed already, in the transaction that stores them. */
  void insertPassed(Connection connection, List<Entry> entries) throws SQLException {
    insert(connection, documents(entries));
  }

  /** Takes messages out of the index that were in it. */
  void delete(Connection connection, List<Long> ids) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(vendor.deleteWords())) {
      for (long id : ids) {
        delete.setLong(1, id);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private void insert(Connection connection, List<Document> documents) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(vendor.insertWords())) {
      for (Document document : documents) {
        insert.setLong(1, document.id());
        insert.setString(2, document.words());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void move(Connection connection, long last) throws SQLException {
    try (PreparedStatement move = connection.prepareStatement("UPDATE indexed SET last = ?")) {
      move.setLong(1, last);
      move.executeUpdate();
    }
  }

  private List<Document> documents(List<Entry> entries) {
    List<Document> documents = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Set<String> terms = Terms.of(entry.saying().text()).indexed();
      documents.add(new Document(entry.id(), vendor.document(terms)));
    }
    return documents;
  }
}
