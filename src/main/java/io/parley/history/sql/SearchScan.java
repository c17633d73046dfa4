package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.SearchBudget;
import io.parley.history.SearchResult;
import io.parley.history.SearchTerms;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One search, which reads candidates newest first until it has enough results or has used its
 * budget.
 *
 * <p>A query reads one page of one window of ids. The windows show how far the search has come when
 * its time is over, as an interrupted query says nothing. They grow as long as queries are fast:
 * 1,000,000 messages without a match take five. After an interrupted query they are smaller.
 */
final class SearchScan {
  private static final int MIN_PAGE_SIZE = 64;
  private static final int MAX_PAGE_SIZE = 1024;
  private static final long FIRST_WINDOW = 50_000;
  private static final long MAX_WINDOW = Long.MAX_VALUE / 4;

  /** After an interrupted query: the next one takes less than half as long. */
  private static final long SHRINK = 8;

  /** A word is selective if one of so many texts of a sample has it, or less. */
  private static final int SELECTIVE = 4;

  /** A query may take this long even if less is left, so that one page at least is read. */
  private static final Duration MIN_QUERY_TIME = Duration.ofMillis(100);

  /**
   * Where candidates come from.
   *
   * @param fromClause the SQL from {@code FROM} on, with a condition at its end
   * @param values the parameters of the clause
   * @param idColumn the column by which the source is sorted
   * @param windowed whether a query of a part of the ids takes a part of the time; if not, a query
   *     that is interrupted ends the search
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

  /** How many texts of the current source were read. */
  private int rows;

  /** How many of them have each word of the query. */
  private final Map<String, Integer> rowsWithWord = new HashMap<>();

  /** The scan of the current source ends after so many texts. */
  private int maxRows = Integer.MAX_VALUE;

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
   * Reads some texts of a source from where the last scan ended.
   *
   * @param size the maximum number of texts
   * @return the words that less than a quarter of these texts have
   */
  Set<String> sample(Source source, int size) throws HistoryException {
    rows = 0;
    rowsWithWord.clear();
    maxRows = size;
    scan(source, 0);
    maxRows = Integer.MAX_VALUE;
    return terms.words().stream()
        .filter(word -> SELECTIVE * rowsWithWord.getOrDefault(word, 0) < rows)
        .collect(Collectors.toSet());
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
      boolean completed = scanWindow(source, windowEnd);
      Duration left = meter.timeLeft();
      Duration taken = before.minus(left);
      if (!completed) {
        window = Math.max(1, (reached - windowEnd) / SHRINK);
      } else if (taken.multipliedBy(4).compareTo(left) < 0) {
        window = Math.min(2 * window, MAX_WINDOW);
      }
    }
  }

  SearchResult result() {
    return new SearchResult(
        found, exceeded ? OptionalLong.of(newest - reached) : OptionalLong.empty());
  }

  private boolean isDone() {
    return exceeded || found.size() == limit || rows >= maxRows;
  }

  /** Returns whether no query was interrupted. */
  private boolean scanWindow(Source source, long windowEnd) throws HistoryException {
    int page = Math.min(Math.max(limit, MIN_PAGE_SIZE), MAX_PAGE_SIZE);
    while (reached > windowEnd && !isDone()) {
      int size = Math.max(1, Math.min(Math.min(page, maxRows - rows), meter.rowsLeft()));
      Optional<List<StoredMessage>> candidates = read(source, windowEnd, size);
      if (candidates.isEmpty()) {
        exceeded = !source.windowed() || meter.isExceeded();
        return false;
      }
      boolean all = addAll(candidates.get());
      if (all && candidates.get().size() < size && found.size() < limit) {
        reached = windowEnd;
      }
      exceeded = reached >= oldest && found.size() < limit && meter.isExceeded();
      page = Math.min(4 * page, MAX_PAGE_SIZE);
    }
    return true;
  }

  /** Returns a page of a window; empty if the query was interrupted. */
  private Optional<List<StoredMessage>> read(Source source, long windowEnd, int size)
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
    return database.readWithin(
        queryTime(source), connection -> table.select(connection, sql, values));
  }

  /** Half of the time that is left, so that a smaller window can follow an interrupted query. */
  private Duration queryTime(Source source) {
    Duration left = meter.timeLeft();
    Duration time = source.windowed() ? left.dividedBy(2) : left;
    return time.compareTo(MIN_QUERY_TIME) < 0 ? MIN_QUERY_TIME : time;
  }

  /**
   * Checks the texts of a page. One text of many words takes milliseconds if the query has many
   * words, so that the rest of the page is left out when the time is over.
   *
   * @return whether all were checked that are needed
   */
  private boolean addAll(List<StoredMessage> candidates) {
    for (int i = 0; i < candidates.size() && found.size() < limit; i++) {
      if (i > 0 && meter.isExceeded()) {
        return false;
      }
      add(candidates.get(i));
    }
    return true;
  }

  private void add(StoredMessage candidate) {
    meter.addRow();
    rows++;
    SearchTerms text = SearchTerms.of(candidate.content().text());
    if (text.containsAll(terms)) {
      found.add(candidate);
    }
    if (maxRows < Integer.MAX_VALUE) {
      terms.words().stream()
          .filter(text::containsWord)
          .forEach(word -> rowsWithWord.merge(word, 1, Integer::sum));
    }
    reached = candidate.id() - 1;
  }
}
