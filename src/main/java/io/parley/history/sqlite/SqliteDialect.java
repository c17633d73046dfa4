package io.parley.history.sqlite;

import io.parley.history.SearchTerms.IndexTerm;
import io.parley.history.sql.SqlDialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQLite: one writer at a time, times are sortable text, the index is FTS5. */
public final class SqliteDialect implements SqlDialect {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  /** Merging these takes 2 ms, in which no other connection can write. */
  private static final int MERGED_PAGES = 64;

  /** As the script V6 says. */
  private static final int MERGED_SEGMENTS = 16;

  /**
   * FTS5_TOMBSTONE_ROWID in fts5_index.c: the number of a segment is above bit 37, and 2^16 more.
   */
  private static final long FIRST_TOMBSTONE_PAGE = 1L << 53;

  /** The bytes that a message and its entries in the indexes take at least. */
  private static final int MIN_MESSAGE_BYTES = 50;

  private static final int MICROS_PER_SECOND = 1_000_000;

  /** The text of a second without its fraction; formatting it for every message is slow. */
  private record FormattedSecond(long epochSecond, String prefix) {
    static FormattedSecond of(Instant time) {
      String text = TIME.format(Instant.ofEpochSecond(time.getEpochSecond()));
      return new FormattedSecond(
          time.getEpochSecond(), text.substring(0, text.length() - "000000Z".length()));
    }
  }

  private volatile FormattedSecond lastFormatted = FormattedSecond.of(Instant.EPOCH);

  @Override
  public Optional<String> mergeIndex() {
    return Optional.of(setIndexOption("merge", MERGED_PAGES));
  }

  /**
   * A negative number of pages takes all segments for the merge. While it runs, two segments are
   * enough for another merge: if the new segments were more than those that it merges, it would
   * wait for them (https://www.sqlite.org/fts5.html#the_merge_command).
   */
  @Override
  public List<String> beginErasure() {
    return List.of(setIndexOption("usermerge", 2), setIndexOption("merge", -MERGED_PAGES));
  }

  @Override
  public List<String> endErasure() {
    return List.of(setIndexOption("usermerge", MERGED_SEGMENTS));
  }

  /** Only a segment with terms of deleted rows has pages that name these rows. */
  @Override
  public String selectDeadTerms() {
    return "SELECT count(*) FROM (SELECT 1 FROM message_words_data WHERE id >= "
        + FIRST_TOMBSTONE_PAGE
        + " LIMIT 1)";
  }

  private static String setIndexOption(String name, int value) {
    return "INSERT INTO message_words (message_words, rank) VALUES ('" + name + "', " + value + ")";
  }

  /** Pages of deleted rows are free, and are reused before the file grows. */
  @Override
  public Optional<String> selectUsedBytes() {
    return Optional.of(
        "SELECT (page_count - freelist_count) * page_size"
            + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
  }

  /** Ids may have gaps, so that the size of the file is a second bound. */
  @Override
  public String selectEstimatedCount() {
    return "SELECT min((SELECT max(id) FROM message) - (SELECT min(id) FROM message) + 1,"
        + " (page_count - freelist_count) * page_size / "
        + MIN_MESSAGE_BYTES
        + ") FROM pragma_page_count, pragma_freelist_count, pragma_page_size";
  }

  @Override
  public String insertIndexTerms() {
    return "INSERT INTO message_words (rowid, words) VALUES (?, ?)";
  }

  @Override
  public String deleteIndexTerms() {
    return "DELETE FROM message_words WHERE rowid = ?";
  }

  @Override
  public String searchFromClause() {
    // CROSS: reads the index first, in its order. Else the planner may sort all matches.
    return " FROM message_words w CROSS JOIN message m ON m.id = w.rowid WHERE w.message_words MATCH ?";
  }

  @Override
  public String searchIdColumn() {
    return "w.rowid";
  }

  @Override
  public String indexDocument(Collection<String> terms) {
    return String.join(" ", terms);
  }

  @Override
  public String matchExpression(Collection<IndexTerm> lookups) {
    return lookups.stream()
        .map(lookup -> '"' + lookup.term() + '"' + (lookup.prefix() ? "*" : ""))
        .collect(Collectors.joining(" AND "));
  }

  @Override
  public void setTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setString(index, format(time));
  }

  @Override
  public void setNoTime(PreparedStatement statement, int index) throws SQLException {
    statement.setNull(index, Types.VARCHAR);
  }

  private String format(Instant time) {
    FormattedSecond now = lastFormatted;
    if (now.epochSecond() != time.getEpochSecond()) {
      now = FormattedSecond.of(time);
      lastFormatted = now;
    }
    return now.prefix()
        + String.valueOf(MICROS_PER_SECOND + time.getNano() / 1000).substring(1)
        + 'Z';
  }

  @Override
  public Instant time(ResultSet row, String column) throws SQLException {
    return Instant.parse(row.getString(column));
  }
}
