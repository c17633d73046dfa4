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
 * so that the next process continues without a gap.
 */
final class IdSequence {
  /** The number of messages per synced transaction; a crash skips at most as many ids. */
  private static final int BLOCK_SIZE = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(IdSequence.class);

  private static final String BEGIN_BLOCK =
      "UPDATE counter SET last = reserved, reserved = reserved + ?";
  private static final String EXTEND_BLOCK = "UPDATE counter SET reserved = reserved + ?";
  private static final String END_BLOCK = "UPDATE counter SET reserved = last";
  private static final String ASSIGN =
      "UPDATE counter SET last = last + ? WHERE last + ? <= reserved";
  private static final String SELECT_LAST = "SELECT last FROM counter";
  private static final String SELECT_RESERVED = "SELECT reserved FROM counter";
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
      database.writeSynced(connection -> update(connection, BEGIN_BLOCK, (long) BLOCK_SIZE + ids));
      blockBegun = true;
    }
  }

  /** Extends the block by at least this number of ids. */
  void extendBlock(int ids) throws HistoryException {
    database.writeSynced(connection -> update(connection, EXTEND_BLOCK, (long) BLOCK_SIZE + ids));
  }

  /**
   * Waits for other transactions that assign ids, until they end.
   *
   * @return the last id that was assigned
   */
  static long lock(SqlConnection connection, SqlDialect sqlDialect) throws SQLException {
    return MessageTable.selectLong(connection, SELECT_LAST + sqlDialect.lockClause());
  }

  /**
   * Assigns ids in the transaction of the caller, which also stores the messages.
   *
   * @return the first id; empty if the block has fewer ids left
   */
  Optional<Long> assign(SqlConnection connection, int ids) throws SQLException {
    return update(connection, ASSIGN, ids, ids) == 0
        ? Optional.empty()
        : Optional.of(MessageTable.selectLong(connection, SELECT_LAST) - ids + 1);
  }

  /** The end of the last block of any process. */
  long lastReserved() throws HistoryException {
    return database.read(connection -> MessageTable.selectLong(connection, SELECT_RESERVED));
  }

  /** Sets the last assigned id to this id or more. */
  void raise(long id) throws HistoryException {
    database.writeSynced(
        connection -> {
          raise(connection, id);
          return id;
        });
  }

  /** Sets the last assigned id to this id or more; in a synced transaction. */
  static void raise(SqlConnection connection, long id) throws SQLException {
    update(connection, RAISE, id, id, id, id);
  }

  /**
   * Ends the block of this process. If that fails, the next process skips the rest of the block.
   */
  void close() {
    if (!blockBegun) {
      return;
    }
    try {
      database.writeSynced(connection -> update(connection, END_BLOCK));
    } catch (HistoryException e) {
      LOG.debug("The block of ids stays open: {}", e.getMessage());
    }
  }

  /** Returns the number of changed rows. */
  private static int update(SqlConnection connection, String sql, long... values)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(sql)) {
      PreparedStatement statement = prepared.statement();
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
