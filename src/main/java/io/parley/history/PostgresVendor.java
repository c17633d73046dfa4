package io.parley.history;

import io.parley.history.Terms.Lookup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.stream.Collectors;

/** PostgreSQL: rows are locked, times are timestamptz, words are a tsvector made here. */
final class PostgresVendor implements Vendor {

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public String lockIndexed() {
    return Indexing.LAST + " FOR UPDATE";
  }

  @Override
  public String insertWords() {
    return "INSERT INTO message_words (id, words) VALUES (?, CAST(? AS tsvector))";
  }

  @Override
  public String deleteWords() {
    return "DELETE FROM message_words WHERE id = ?";
  }

  @Override
  public String fromMatching() {
    return " FROM message_words w JOIN message m ON m.id = w.id WHERE w.words @@ CAST(? AS tsquery)";
  }

  @Override
  public String matchingId() {
    return "w.id";
  }

  @Override
  public String document(Collection<String> terms) {
    return terms.stream().map(PostgresVendor::quoted).collect(Collectors.joining(" "));
  }

  @Override
  public String match(Collection<Lookup> lookups) {
    return lookups.stream()
        .map(lookup -> quoted(lookup.term()) + (lookup.prefix() ? ":*" : ""))
        .collect(Collectors.joining(" & "));
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setObject(index, time.atOffset(ZoneOffset.UTC));
  }

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Terms have neither quotes nor backslashes, and if they had, they would be harmless. */
  private static String quoted(String term) {
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
