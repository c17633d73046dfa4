package io.parley.history.sql;

import io.parley.history.SearchTerms.IndexTerm;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What two databases with one schema do not have in common. */
public interface SqlDialect {

  /** Ends a SELECT of one row that no other transaction may change until this one ends. */
  default String lockClause() {
    return "";
  }

  /**
   * Puts a few pages of the index together, where somebody must: nothing else puts together what is
   * indexed in small parts, and a search looks into each of them.
   */
  default Optional<String> mergeIndex() {
    return Optional.empty();
  }

  /** Takes an id and {@link #indexDocument}. */
  String insertIndexTerms();

  /** Takes an id. */
  String deleteIndexTerms();

  /** Selects from {@code message m} what has {@link #matchExpression}; conditions may follow. */
  String searchFromClause();

  /** The id in {@link #searchFromClause}, in the order of which the index can be read. */
  String searchIdColumn();

  /** The terms of one message, as its index takes them. */
  String indexDocument(Collection<String> terms);

  /** The condition that all lookups hold, as the index takes it. */
  String matchExpression(Collection<IndexTerm> lookups);

  void setTime(PreparedStatement statement, int index, Instant time) throws SQLException;

  Instant time(ResultSet row, String column) throws SQLException;
}
