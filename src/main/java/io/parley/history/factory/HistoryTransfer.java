package io.parley.history.factory;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.sql.HistoryCopy;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.SqliteBackup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Copies whole histories. */
public final class HistoryTransfer {
  private static final Duration INDEX_DELAY = Duration.ofMillis(500);

  private HistoryTransfer() {}

  /**
   * Copies a SQLite history to a file; see {@link SqliteBackup#writeTo}.
   *
   * @return the number of messages
   * @throws HistoryException also if the history is not in SQLite
   */
  public static long backup(HistorySettings history, Path target, boolean overwrite)
      throws HistoryException {
    Path file =
        history
            .file()
            .orElseThrow(
                () ->
                    new HistoryException(
                        "the history is in " + history.location() + ": use pg_dump to back it up"));
    return new SqliteBackup(file, history.busyTimeout()).writeTo(target, overwrite);
  }

  /**
   * Checks that a history has no messages. Creates it if it does not exist.
   *
   * @throws HistoryException if it has
   */
  public static void requireEmpty(HistorySettings to) throws HistoryException {
    try (SqlMessageStore target = MessageStoreFactory.openSqlStore(to, INDEX_DELAY)) {
      requireEmpty(target, to);
    }
  }

  private static void requireEmpty(SqlMessageStore target, HistorySettings to)
      throws HistoryException {
    if (!target.after(0, Optional.empty(), Optional.empty(), 1).isEmpty()) {
      throw new HistoryException(
          to.location() + " has messages already: copy to a new history, or delete it first");
    }
  }

  /**
   * Copies a history to another database, which is created if it is missing; see {@link
   * HistoryCopy}.
   *
   * @param accounts the ids of accounts in the target by those in the source
   * @param progress gets the number of copied messages after each batch
   * @return the number of messages
   * @throws HistoryException also if the target has messages; nothing is changed then
   */
  public static long copy(
      HistorySettings from, HistorySettings to, Map<Long, Long> accounts, LongConsumer progress)
      throws HistoryException {
    try (SqlMessageStore source = MessageStoreFactory.openSqlStore(from, INDEX_DELAY);
        SqlMessageStore target = MessageStoreFactory.openSqlStore(to, INDEX_DELAY)) {
      requireEmpty(target, to);
      HistoryCopy copy = new HistoryCopy(source, target, accounts);
      try {
        return copy.run(progress);
      } catch (HistoryException e) {
        throw new HistoryException(
            e.getMessage() + "; " + to.location() + " is incomplete: delete it and copy again", e);
      }
    }
  }
}
