package io.parley.history;

import java.time.Duration;

/**
 * What one search may cost. A search that exceeds it ends with what it has found; it exceeds it by
 * one page of rows at most, and a query of a SQL database by a tenth of a second at most. Texts are
 * not checked after the time.
 *
 * @param maxRows the maximum number of messages whose text is read
 * @param maxTime the maximum duration
 */
public record SearchBudget(int maxRows, Duration maxTime) {
  /** A budget that no search exceeds. */
  public static final SearchBudget UNLIMITED =
      new SearchBudget(Integer.MAX_VALUE, Duration.ofDays(1));

  /** A search that begins now. */
  public Meter start() {
    return new Meter(this);
  }

  /** Counts what one search has cost. */
  public static final class Meter {
    private final SearchBudget budget;
    private final long start = System.nanoTime();
    private int rows;

    private Meter(SearchBudget budget) {
      this.budget = budget;
    }

    /** Counts a message whose text was read. */
    public void addRow() {
      rows++;
    }

    public boolean isExceeded() {
      return rowsLeft() <= 0 || timeLeft().isNegative() || timeLeft().isZero();
    }

    public int rowsLeft() {
      return budget.maxRows() - rows;
    }

    public Duration timeLeft() {
      return budget.maxTime().minusNanos(System.nanoTime() - start);
    }
  }
}
