package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores batches of new messages, each in one transaction. For one thread at a time. */
final class MessageWriter {
  private static final int MAX_TOKENS = 1000;

  /** How many appends there are between two deletions of old tokens. */
  private static final int SWEEP_INTERVAL = 100;

  private static final String SELECT_FIRST_ID = "SELECT first_id FROM token WHERE token = ?";
  private static final String INSERT_TOKEN = "INSERT INTO token (token, first_id) VALUES (?, ?)";
  private static final String DELETE_OLD_TOKENS =
      "DELETE FROM token WHERE first_id <="
          + " (SELECT first_id FROM token ORDER BY first_id DESC LIMIT 1 OFFSET "
          + MAX_TOKENS
          + ")";

  private final Database database;
  private final IdSequence ids;
  private final MessageTable table;
  private int appendsSinceSweep = SWEEP_INTERVAL; // so that processes that end early sweep as well

  MessageWriter(Database database, IdSequence ids) {
    this.database = database;
    this.ids = ids;
    this.table = new MessageTable(database.sqlDialect());
  }

  List<StoredMessage> append(UUID token, List<NewMessage> messages) throws HistoryException {
    if (messages.isEmpty()) {
      return List.of();
    }
    ids.beginBlock(messages.size());
    Optional<List<StoredMessage>> stored = tryAppend(token, messages);
    while (stored.isEmpty()) { // another process may have used the reserved ids
      ids.extendBlock(messages.size());
      stored = tryAppend(token, messages);
    }
    appendsSinceSweep = appendsSinceSweep >= SWEEP_INTERVAL ? 0 : appendsSinceSweep + 1;
    return stored.get();
  }

  /** Stores the batch unless it is stored already; empty if the block of ids is too short. */
  private Optional<List<StoredMessage>> tryAppend(UUID token, List<NewMessage> messages)
      throws HistoryException {
    return database.write(
        connection -> {
          IdSequence.lock(
              connection,
              database.sqlDialect()); // an earlier attempt may still be storing the same batch
          Optional<Long> known = firstId(connection, token);
          Optional<Long> first =
              known.isPresent() ? known : ids.assign(connection, messages.size());
          if (first.isEmpty()) {
            return Optional.empty();
          }
          List<StoredMessage> stored = withIds(first.get(), messages);
          if (known.isEmpty()) {
            insertToken(connection, token, first.get());
            table.insert(connection, stored);
            deleteOldTokens(connection);
          }
          return Optional.of(MessageTable.withQuotes(connection, stored));
        });
  }

  private static List<StoredMessage> withIds(long first, List<NewMessage> messages) {
    List<StoredMessage> stored = new ArrayList<>(messages.size());
    for (NewMessage message : messages) {
      stored.add(new StoredMessage(first + stored.size(), message));
    }
    return stored;
  }

  private static Optional<Long> firstId(SqlConnection connection, UUID token) throws SQLException {
    try (CachedStatement prepared = connection.prepare(SELECT_FIRST_ID)) {
      PreparedStatement statement = prepared.statement();
      statement.setString(1, token.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static void insertToken(SqlConnection connection, UUID token, long first)
      throws SQLException {
    try (CachedStatement prepared = connection.prepare(INSERT_TOKEN)) {
      PreparedStatement statement = prepared.statement();
      statement.setString(1, token.toString());
      statement.setLong(2, first);
      statement.executeUpdate();
    }
  }

  private void deleteOldTokens(SqlConnection connection) throws SQLException {
    if (appendsSinceSweep >= SWEEP_INTERVAL) {
      connection.execute(DELETE_OLD_TOKENS);
    }
  }
}
