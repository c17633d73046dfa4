package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.SearchBudget;
import io.parley.history.SearchResult;
import io.parley.history.SearchTerms;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One search, which reads candidates newest first until it has enough results or has used its
 * budget.
 *
 * <p>A query reads one page of one window of ids. The windows bound how long a query takes that
 * finds nothing, as neither database can be interrupted everywhere. They grow as long as queries
 * are fast: 1,000,000 messages without a match take five.
 */
final class SearchScan {
  private static final int MIN_PAGE_SIZE = 64;
  private static final int MAX_PAGE_SIZE = 1024;
  private static final long FIRST_WINDOW = 50_000;
  private static final long MAX_WINDOW = Long.MAX_VALUE / 4;

  /**
   * Where candidates come from.
   *
   * @param fromClause the SQL from {@code FROM} on, with a condition at its end
   * @param values the parameters of the clause
   * @param idColumn the column by which the source is sorted
   * @param windowed whether a query of a part of the ids takes a part of the time
   */
  record Source(String fromClause, List<Object> values, String idColumn, boolean windowed) {}

  /**
   * Which messages are candidates.
   *
   * @param sql conditions that begin with {@code AND}
   * @param values their parameters
   */
  record Filter(String sql, List<Object> values) {}

  private final Database database;
  private final MessageTable table;
  private final Filter filter;
  private final SearchTerms terms;
  private final int limit;
  private final SearchBudget.Meter meter;
  private final long oldest;
  private final long newest;
  private final List<StoredMessage> found = new ArrayList<>();

  /** All messages above this id have been searched. */
  private long reached;

  private boolean exceeded;

  /**
   * @param oldest the lowest id of all messages
   * @param newest the highest id of all messages
   */
  SearchScan(
      Database database,
      Filter filter,
      SearchTerms terms,
      int limit,
      SearchBudget.Meter meter,
      long oldest,
      long newest) {
    this.database = database;
    this.table = new MessageTable(database.sqlDialect());
    this.filter = filter;
    this.terms = terms;
    this.limit = limit;
    this.meter = meter;
    this.oldest = oldest;
    this.newest = newest;
    this.reached = newest;
  }

  /**
   * Reads a source from where the last scan ended.
   *
   * @param above the id at which the scan ends, exclusive
   */
  void scan(Source source, long above) throws HistoryException {
    long end = Math.max(above, oldest - 1);
    long window = source.windowed() ? FIRST_WINDOW : MAX_WINDOW;
    while (reached > end && !isDone()) {
      Duration before = meter.timeLeft();
      long windowEnd = Math.max(end, reached - window);
      scanWindow(source, windowEnd);
      Duration left = meter.timeLeft();
      Duration taken = before.minus(left);
      if (taken.multipliedBy(4).compareTo(left) < 0) {
        window = Math.min(2 * window, MAX_WINDOW);
      }
    }
  }

  SearchResult result() {
    return new SearchResult(
        found, exceeded ? OptionalLong.of(newest - reached) : OptionalLong.empty());
  }

  private boolean isDone() {
    return exceeded || found.size() == limit;
  }

  private void scanWindow(Source source, long windowEnd) throws HistoryException {
    int page = Math.min(Math.max(limit, MIN_PAGE_SIZE), MAX_PAGE_SIZE);
    while (reached > windowEnd && !isDone()) {
      int size = Math.max(1, Math.min(page, meter.rowsLeft()));
      List<StoredMessage> candidates = read(source, windowEnd, size);
      candidates.forEach(this::add);
      if (candidates.size() < size && found.size() < limit) {
        reached = windowEnd;
      }
      // After the page, as reading it takes longer than checking its texts.
      exceeded = reached >= oldest && found.size() < limit && meter.isExceeded();
      page = Math.min(4 * page, MAX_PAGE_SIZE);
    }
  }

  private List<StoredMessage> read(Source source, long windowEnd, int size)
      throws HistoryException {
    String id = source.idColumn();
    String sql =
        "SELECT "
            + MessageTable.COLUMNS
            + source.fromClause()
            + filter.sql()
            + (" AND " + id + " <= ? AND " + id + " > ?")
            + (" ORDER BY " + id + " DESC LIMIT ?");
    List<Object> values = new ArrayList<>(source.values());
    values.addAll(filter.values());
    values.addAll(List.of(reached, windowEnd, size));
    return database.read(connection -> table.select(connection, sql, values));
  }

  private void add(StoredMessage candidate) {
    if (found.size() == limit) {
      return;
    }
    meter.addRow();
    if (SearchTerms.of(candidate.content().text()).containsAll(terms)) {
      found.add(candidate);
    }
    reached = candidate.id() - 1;
  }
}
