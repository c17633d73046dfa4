package io.parley.history;

import io.parley.history.Terms.Lookup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What two databases with one schema do not have in common. */
interface Vendor {

  /** The name of the folder of statements that only this database has. */
  String name();

  /** Reads how far the index goes, and lets nobody move that until the transaction ends. */
  String lockIndexed();

  /**
   * Puts a few pages of the index together, where somebody must: nothing else puts together what is
   * indexed in small parts, and a search looks into each of them.
   */
  default Optional<String> mergeWords() {
    return Optional.empty();
  }

  /** Takes an id and {@link #document}. */
  String insertWords();

  /** Takes an id. */
  String deleteWords();

  /** Selects from {@code message m} what has {@link #match}; conditions may follow. */
  String fromMatching();

  /** The id in {@link #fromMatching}, in the order of which the index can be read. */
  String matchingId();

  /** The terms of one message, as its index takes them. */
  String document(Collection<String> terms);

  /** The condition that all lookups hold, as the index takes it. */
  String match(Collection<Lookup> lookups);

  void setTime(PreparedStatement statement, int index, Instant time) throws SQLException;

  Instant time(ResultSet row, String column) throws SQLException;
}
