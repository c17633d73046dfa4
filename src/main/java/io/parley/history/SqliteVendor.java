package io.parley.history;

import io.parley.history.Terms.Lookup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQLite: a writer has the file to itself, times are text that sorts, words are in FTS5. */
final class SqliteVendor implements Vendor {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  /** Two milliseconds, in which nobody else writes; about ten times what a step writes. */
  private static final int MERGED_PAGES = 64;

  private static final int MICROS = 1_000_000; // in a second

  /** Of all that is said in one second the time is the same, but for its last digits. */
  private record Second(long epochSecond, String text) {
    static Second of(Instant time) {
      String text = TIME.format(Instant.ofEpochSecond(time.getEpochSecond()));
      return new Second(
          time.getEpochSecond(), text.substring(0, text.length() - "000000Z".length()));
    }
  }

  private volatile Second second = Second.of(Instant.EPOCH);

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public String lockIndexed() {
    return Indexing.LAST;
  }

  @Override
  public Optional<String> mergeWords() {
    return Optional.of(
        "INSERT INTO message_words (message_words, rank) VALUES ('merge', " + MERGED_PAGES + ")");
  }

  @Override
  public String insertWords() {
    return "INSERT INTO message_words (rowid, words) VALUES (?, ?)";
  }

  @Override
  public String deleteWords() {
    return "DELETE FROM message_words WHERE rowid = ?";
  }

  @Override
  public String fromMatching() {
    // CROSS: the index first, in its order, or the planner may sort all that matches.
    return " FROM message_words w CROSS JOIN message m ON m.id = w.rowid WHERE w.message_words MATCH ?";
  }

  @Override
  public String matchingId() {
    return "w.rowid";
  }

  @Override
  public String document(Collection<String> terms) {
    return String.join(" ", terms);
  }

  @Override
  public String match(Collection<Lookup> lookups) {
    return lookups.stream()
        .map(lookup -> '"' + lookup.term() + '"' + (lookup.prefix() ? "*" : ""))
        .collect(Collectors.joining(" AND "));
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setString(index, text(time));
  }

  private String text(Instant time) {
    Second now = second;
    if (now.epochSecond() != time.getEpochSecond()) {
      now = Second.of(time);
      second = now;
    }
    return now.text() + String.valueOf(MICROS + time.getNano() / 1000).substring(1) + 'Z';
  }

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return Instant.parse(row.getString(column));
  }
}
