package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.MessageCount;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;

/** Counts messages. */
final class MessageCounter {
  /** The number of rows that one statement counts, which takes some ten milliseconds. */
  private static final int PAGE_SIZE = 100_000;

  /**
   * Reads the ids of the rooms, which take a tenth of the table of messages. SQLite interrupts a
   * count only if it has a condition.
   */
  private static final String SELECT_COUNT =
      "SELECT (SELECT count(*) FROM message_of WHERE id > 0)"
          + " + (SELECT count(*) FROM message WHERE id > (SELECT last FROM indexed))";

  private static final String SELECT_PAGE =
      "SELECT count(*), max(id) FROM"
          + " (SELECT id FROM message WHERE id > ? ORDER BY id LIMIT "
          + PAGE_SIZE
          + ") AS page";

  private record Page(long rows, long last) {}

  private final Database database;

  MessageCounter(Database database) {
    this.database = database;
  }

  /** Counts for this time at most, and then estimates. */
  MessageCount count(Duration limit) throws HistoryException {
    Optional<Long> counted =
        database.readWithin(limit, c -> MessageTable.selectLong(c, SELECT_COUNT));
    return counted.isPresent()
        ? new MessageCount(counted.get(), true)
        : new MessageCount(Math.max(0, estimate()), false);
  }

  private long estimate() throws HistoryException {
    String sql = database.sqlDialect().selectEstimatedCount();
    return database.read(connection -> MessageTable.selectLong(connection, sql));
  }

  /** Counts the rows of the table of messages, each statement a part of them. */
  long countRows() throws HistoryException {
    long rows = 0;
    for (Page page = page(0); page.rows() > 0; page = page(page.last())) {
      rows += page.rows();
    }
    return rows;
  }

  private Page page(long after) throws HistoryException {
    return database.read(
        connection -> {
          try (CachedStatement prepared = connection.prepare(SELECT_PAGE)) {
            PreparedStatement statement = prepared.statement();
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
              boolean unused = row.next(); // an aggregate always has a row
              return new Page(row.getLong(1), row.getLong(2));
            }
          }
        });
  }
}
