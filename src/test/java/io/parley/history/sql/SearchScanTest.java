package io.parley.history.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.history.HistoryException;
import io.parley.history.SearchBudget;
import io.parley.history.SearchResult;
import io.parley.history.SearchTerms;
import io.parley.history.sqlite.SqliteDialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a search does when the database interrupts its queries. */
class SearchScanTest {
  private static final long NEWEST = 1_000_000;
  private static final SearchBudget DAY = new SearchBudget(1000, Duration.ofDays(1));

  /** Interrupts as many queries as a test wants, and has no row. */
  private static final class InterruptingDatabase implements Database {
    private final List<Duration> limits = new ArrayList<>();
    private int interrupted;

    InterruptingDatabase(int interrupted) {
      this.interrupted = interrupted;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> readWithin(Duration limit, Work<T> work) {
      limits.add(limit);
      interrupted--;
      return interrupted >= 0 ? Optional.empty() : Optional.of((T) List.of());
    }

    @Override
    public SqlDialect sqlDialect() {
      return new SqliteDialect();
    }

    @Override
    public <T> T read(Work<T> work) {
      throw new AssertionError("not within a limit");
    }

    @Override
    public <T> T readReserved(Work<T> work) {
      throw new AssertionError("not what a room needs");
    }

    @Override
    public <T> T write(Work<T> work) {
      throw new AssertionError("a write");
    }

    @Override
    public <T> T writeSynced(Work<T> work) {
      throw new AssertionError("a write");
    }

    @Override
    public void close() {}
  }

  @Test
  void smaller_window_follows_an_interrupted_query() throws Exception {
    InterruptingDatabase database = new InterruptingDatabase(3);

    assertEquals(OptionalLong.empty(), search(database, DAY, true).searched());

    assertTrue(database.limits.get(0).compareTo(Duration.ofHours(12)) <= 0, "half of the time");
    assertTrue(
        database.limits.size() > 10, "windows of 97 ids, doubled: " + database.limits.size());
  }

  @Test
  void search_ends_when_its_time_is_used_by_interrupted_queries() throws Exception {
    InterruptingDatabase database = new InterruptingDatabase(Integer.MAX_VALUE);
    SearchBudget noTime = new SearchBudget(1000, Duration.ZERO);

    SearchResult result = search(database, noTime, true);

    assertEquals(new SearchResult(List.of(), OptionalLong.of(0)), result);
    assertEquals(List.of(Duration.ofMillis(100)), database.limits);
  }

  @Test
  void interrupted_query_without_windows_ends_the_search() throws Exception {
    InterruptingDatabase database = new InterruptingDatabase(1);

    assertEquals(OptionalLong.of(0), search(database, DAY, false).searched());
    assertEquals(1, database.limits.size());
  }

  private static SearchResult search(Database database, SearchBudget budget, boolean windowed)
      throws HistoryException {
    SearchScan scan =
        new SearchScan(
            database,
            new SearchScan.Filter("", List.of()),
            SearchTerms.of("word"),
            10,
            budget.start(),
            1,
            NEWEST);
    scan.scan(new SearchScan.Source(" FROM message m WHERE 1", List.of(), "m.id", windowed), 0);
    return scan.result();
  }
}
