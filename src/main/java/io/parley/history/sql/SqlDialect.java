package io.parley.history.sql;

import io.parley.history.SearchTerms.IndexTerm;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The SQL that differs between databases with the same schema. */
public interface SqlDialect {

  /** Ends a SELECT of one row that no other transaction may change until this one ends. */
  default String lockClause() {
    return "";
  }

  /**
   * Merges a few pages of the index, if the database does not do that itself. A search reads each
   * part of the index.
   */
  default Optional<String> mergeIndex() {
    return Optional.empty();
  }

  /**
   * Begins to merge the whole index, which leaves out the terms of deleted messages; {@link
   * #mergeIndex} goes on with it. Empty if the database removes them itself.
   */
  default List<String> beginErasure() {
    return List.of();
  }

  /** Ends what {@link #beginErasure} has begun. */
  default List<String> endErasure() {
    return List.of();
  }

  /** A query for a number that is 0 if the index has no terms of deleted messages. */
  default String selectDeadTerms() {
    return "SELECT 0";
  }

  /** A query for the bytes that all rows take; empty if they cannot be measured. */
  default Optional<String> selectUsedBytes() {
    return Optional.empty();
  }

  /** A query for about the number of messages, whose time does not depend on it. */
  String selectEstimatedCount();

  /** Parameters: an id and {@link #indexDocument}. */
  String insertIndexTerms();

  /** Parameter: an id. */
  String deleteIndexTerms();

  /** Selects from {@code message m} by {@link #matchExpression}; conditions may follow. */
  String searchFromClause();

  /** The id column of {@link #searchFromClause} by which the index is sorted. */
  String searchIdColumn();

  /** The terms of one message, in the form of the index. */
  String indexDocument(Collection<String> terms);

  /** The condition that all terms match, in the form of the index. */
  String matchExpression(Collection<IndexTerm> lookups);

  void setTime(PreparedStatement statement, int index, Instant time) throws SQLException;

  /** Binds the absence of a time. */
  void setNoTime(PreparedStatement statement, int index) throws SQLException;

  Instant time(ResultSet row, String column) throws SQLException;
}
