package io.parley.history.postgres;

import io.parley.history.SearchTerms.IndexTerm;
import io.parley.history.sql.SqlDialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.stream.Collectors;

/** PostgreSQL: row locks, times are timestamptz, the index is a tsvector that Parley builds. */
public final class PostgresDialect implements SqlDialect {
  /** The bytes that a row of a message takes at least. */
  private static final int MIN_MESSAGE_BYTES = 50;

  @Override
  public String lockClause() {
    return " FOR UPDATE";
  }

  /** The estimate of the planner, or the size if there is none yet. */
  @Override
  public String selectEstimatedCount() {
    return "SELECT CASE WHEN reltuples < 0 THEN pg_relation_size(oid) / "
        + MIN_MESSAGE_BYTES
        + " ELSE CAST(reltuples AS bigint) END FROM pg_class WHERE oid = 'message'::regclass";
  }

  @Override
  public String insertIndexTerms() {
    return "INSERT INTO message_words (id, words) VALUES (?, CAST(? AS tsvector))";
  }

  @Override
  public String deleteIndexTerms() {
    return "DELETE FROM message_words WHERE id = ?";
  }

  @Override
  public String searchFromClause() {
    return " FROM message_words w JOIN message m ON m.id = w.id WHERE w.words @@ CAST(? AS tsquery)";
  }

  @Override
  public String searchIdColumn() {
    return "w.id";
  }

  @Override
  public String indexDocument(Collection<String> terms) {
    return terms.stream().map(PostgresDialect::quote).collect(Collectors.joining(" "));
  }

  @Override
  public String matchExpression(Collection<IndexTerm> lookups) {
    return lookups.stream()
        .map(lookup -> quote(lookup.term()) + (lookup.prefix() ? ":*" : ""))
        .collect(Collectors.joining(" & "));
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setObject(index, time.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void setNoTime(PreparedStatement statement, int index) throws SQLException {
    statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
  }

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Terms have neither quotes nor backslashes, and if they had, they would be harmless. */
  private static String quote(String term) {
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
