package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.sql.Database.Work;
import io.parley.history.sql.SqlConnection.CachedStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stores what is said. */
public final class MessageWriter {
  /** So many at once are a flood. */
  public static final int FLOOD = 20;

  private static final int MAX_TOKENS = 1000;
  private static final int SWEEP_INTERVAL = 100;

  private static final String RESERVE_IDS = "UPDATE counter SET last = last + ? RETURNING last";
  private static final String INSERT_TOKEN =
      "INSERT INTO token (token, first_id) VALUES (?, ?) ON CONFLICT (token) DO NOTHING";
  private static final String SELECT_FIRST_ID = "SELECT first_id FROM token WHERE token = ?";
  private static final String DELETE_OLD_TOKENS =
      "DELETE FROM token WHERE first_id <="
          + " (SELECT first_id FROM token ORDER BY first_id DESC LIMIT 1 OFFSET "
          + MAX_TOKENS
          + ")";

  private final Database database;
  private final MessageTable table;
  private int appendsSinceSweep = SWEEP_INTERVAL; // so that many short lives sweep, too

  MessageWriter(Database database) {
    this.database = database;
    this.table = new MessageTable(database.sqlDialect());
  }

  List<StoredMessage> append(UUID token, List<NewMessage> sayings) throws HistoryException {
    if (sayings.isEmpty()) {
      return List.of();
    }
    Work<List<StoredMessage>> work = session -> append(session, token, sayings);
    List<StoredMessage> entries =
        sayings.size() < FLOOD ? database.write(work) : database.writeFlood(work);
    appendsSinceSweep = appendsSinceSweep >= SWEEP_INTERVAL ? 0 : appendsSinceSweep + 1;
    return entries;
  }

  private List<StoredMessage> append(SqlConnection session, UUID token, List<NewMessage> sayings)
      throws SQLException {
    // First, as it waits for another transaction that may still be storing the same.
    long last = MessageTable.selectLong(session, RESERVE_IDS, sayings.size());
    long first = last - sayings.size() + 1;
    if (!insertToken(session, token, first)) {
      MessageTable.selectLong(session, RESERVE_IDS, -sayings.size()); // gives the ids back
      return assignIds(
          MessageTable.selectLong(session, SELECT_FIRST_ID, token.toString()), sayings);
    }
    List<StoredMessage> entries = assignIds(first, sayings);
    table.insert(session, entries);
    deleteOldTokens(session);
    return entries;
  }

  private static List<StoredMessage> assignIds(long first, List<NewMessage> sayings) {
    List<StoredMessage> entries = new ArrayList<>(sayings.size());
    for (NewMessage saying : sayings) {
      entries.add(new StoredMessage(first + entries.size(), saying));
    }
    return entries;
  }

  /** Whether it was not known yet. */
  private static boolean insertToken(SqlConnection session, UUID token, long first)
      throws SQLException {
    try (CachedStatement prepared = session.prepare(INSERT_TOKEN)) {
      PreparedStatement statement = prepared.statement();
      statement.setString(1, token.toString());
      statement.setLong(2, first);
      return statement.executeUpdate() > 0;
    }
  }

  private void deleteOldTokens(SqlConnection session) throws SQLException {
    if (appendsSinceSweep >= SWEEP_INTERVAL) {
      try (CachedStatement prepared = session.prepare(DELETE_OLD_TOKENS)) {
        PreparedStatement statement = prepared.statement();
        statement.executeUpdate();
      }
    }
  }
}
