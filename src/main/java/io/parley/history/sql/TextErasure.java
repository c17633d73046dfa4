package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.SQLException;

/**
 * Removes what the files of a database still have of texts that were deleted or replaced.
 *
 * <ol>
 *   <li>The rows are overwritten by the transaction that deletes or replaces a text.
 *   <li>The search index keeps the terms until a merge leaves them out. An erasure merges the whole
 *       index, a few pages in each step.
 *   <li>The log of the database keeps the pages as they were. It is emptied at the end.
 *   <li>The database knows how many texts are not erased, so that the next process goes on with an
 *       erasure that was interrupted.
 * </ol>
 */
final class TextErasure {
  /** What the next step needs. */
  enum Progress {
    /** More steps. */
    MORE,
    /** Another attempt, when nobody reads old pages of the log. */
    WAIT,
    /** Nothing. */
    DONE
  }

  /**
   * Once is enough, unless messages that are pruned or new disturb the merge. They are pruned all
   * the time in a history of the maximum size.
   */
  private static final int MAX_MERGES = 4;

  private static final String SELECT_UNERASED = "SELECT unerased FROM indexed";

  private static final String SUBTRACT =
      "UPDATE indexed SET unerased = CASE WHEN unerased > ? THEN unerased - ? ELSE 0 END";

  private final Database database;
  private final MessageIndex index;
  private long texts; // that this erasure is about; guarded by this, as the next ones
  private int merges;
  private boolean merging;
  private boolean merged;

  TextErasure(Database database, MessageIndex index) {
    this.database = database;
    this.index = index;
  }

  /** Whether merges are a part of it, which must not run faster. */
  synchronized boolean isMerging() {
    return texts > 0 && !merged;
  }

  /** Whether there are texts to erase. */
  boolean isNeeded() throws HistoryException {
    return database.read(c -> MessageTable.selectLong(c, SELECT_UNERASED)) > 0;
  }

  /** Takes one step. One that has failed is taken again. */
  synchronized Progress step() throws HistoryException {
    if (texts == 0) {
      begin();
    } else if (!merged) {
      merge();
    } else if (database.truncateLog()) {
      end();
    } else {
      return Progress.WAIT;
    }
    return texts > 0 ? Progress.MORE : Progress.DONE;
  }

  private void begin() throws HistoryException {
    texts = database.read(c -> MessageTable.selectLong(c, SELECT_UNERASED));
    merges = 0;
    merging = false;
    merged = database.sqlDialect().beginErasure().isEmpty();
  }

  private void merge() throws HistoryException {
    if (!merging) {
      execute(database.sqlDialect().beginErasure());
      merging = true;
      merges++;
    }
    if (index.mergeIndex()) {
      return;
    }
    merging = false;
    boolean all =
        database.read(c -> MessageTable.selectLong(c, database.sqlDialect().selectDeadTerms()))
            == 0;
    if (all || merges >= MAX_MERGES) {
      execute(database.sqlDialect().endErasure());
      merged = true;
    }
  }

  private void execute(Iterable<String> statements) throws HistoryException {
    int unused =
        database.write(
            connection -> {
              for (String sql : statements) {
                connection.execute(sql);
              }
              return 0;
            });
  }

  /** Others may have been deleted meanwhile; they are for the next erasure. */
  private void end() throws HistoryException {
    long erased = texts;
    texts =
        database.writeSynced(
            connection -> {
              subtract(connection, erased);
              return MessageTable.selectLong(connection, SELECT_UNERASED);
            });
    merges = 0;
    merging = false;
    merged = database.sqlDialect().beginErasure().isEmpty();
  }

  private static void subtract(SqlConnection connection, long erased) throws SQLException {
    try (CachedStatement prepared = connection.prepare(SUBTRACT)) {
      prepared.statement().setLong(1, erased);
      prepared.statement().setLong(2, erased);
      prepared.statement().executeUpdate();
    }
  }
}
