package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns ids in blocks (hi/lo), so that no id is assigned twice even if the last messages are lost
 * in a power failure.
 *
 * <p>1. The row of {@code counter} has the last id that was assigned and the end of the block. 2.
 * The end of the block is on the disk before an id of the block is assigned. 3. The first append of
 * a process begins a new block. 4. A process that closes the store ends its block at the last id,
 * so that the next one continues without a gap.
 */
final class IdSequence {
  /** A synced transaction for so many messages; an unclean end skips at most as many ids. */
  private static final int BLOCK_SIZE = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(IdSequence.class);

  private static final String BEGIN_BLOCK =
      "UPDATE counter SET last = reserved, reserved = reserved + ?";
  private static final String EXTEND_BLOCK = "UPDATE counter SET reserved = reserved + ?";
  private static final String END_BLOCK = "UPDATE counter SET reserved = last";
  private static final String ASSIGN =
      "UPDATE counter SET last = last + ? WHERE last + ? <= reserved";
  private static final String SELECT_LAST = "SELECT last FROM counter";
  private static final String RAISE =
      "UPDATE counter SET last = CASE WHEN last < ? THEN ? ELSE last END,"
          + " reserved = CASE WHEN reserved < ? THEN ? ELSE reserved END";

  private final Database database;
  private volatile boolean blockBegun;

  IdSequence(Database database) {
    this.database = database;
  }

  /** Begins the first block of this process, unless it has one. */
  void beginBlock(int ids) throws HistoryException {
    if (!blockBegun) {
      database.writeSynced(session -> update(session, BEGIN_BLOCK, (long) BLOCK_SIZE + ids));
      blockBegun = true;
    }
  }

  /** Makes the block longer, by at least so many ids. */
  void extendBlock(int ids) throws HistoryException {
    database.writeSynced(session -> update(session, EXTEND_BLOCK, (long) BLOCK_SIZE + ids));
  }

  /** Waits for other transactions that assign ids, until they end. */
  void lock(SqlConnection session) throws SQLException {
    MessageTable.selectLong(session, SELECT_LAST + database.sqlDialect().lockClause());
  }

  /**
   * Assigns ids in the caller's transaction, which is the one that stores their messages.
   *
   * @return the first of them; empty if the block has not as many
   */
  Optional<Long> assign(SqlConnection session, int ids) throws SQLException {
    return update(session, ASSIGN, ids, ids) == 0
        ? Optional.empty()
        : Optional.of(MessageTable.selectLong(session, SELECT_LAST) - ids + 1);
  }

  /** Assigns no id up to this one any more; in a synced transaction. */
  static void raise(SqlConnection session, long id) throws SQLException {
    update(session, RAISE, id, id, id, id);
  }

  /** Ends the block of this process. If that fails the next one skips the rest of the block. */
  void close() {
    if (!blockBegun) {
      return;
    }
    try {
      database.writeSynced(session -> update(session, END_BLOCK));
    } catch (HistoryException e) {
      LOG.debug("The block of ids stays open: {}", e.getMessage());
    }
  }

  /** Returns the number of rows that it changed. */
  private static int update(SqlConnection session, String sql, long... values) throws SQLException {
    try (CachedStatement prepared = session.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
