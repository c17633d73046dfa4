package io.parley.history;

import io.parley.history.Database.Work;
import io.parley.history.Session.Prepared;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stores what is said. */
final class Appending {
  /** So many at once are a flood. */
  static final int FLOOD = 20;

  private static final int TOKENS = 1000;
  private static final int TOKENS_PER_SWEEP = 100;

  private static final String COUNT = "UPDATE counter SET last = last + ? RETURNING last";
  private static final String REMEMBER =
      "INSERT INTO token (token, first_id) VALUES (?, ?) ON CONFLICT (token) DO NOTHING";
  private static final String FIND = "SELECT first_id FROM token WHERE token = ?";
  private static final String SWEEP =
      "DELETE FROM token WHERE first_id <="
          + " (SELECT first_id FROM token ORDER BY first_id DESC LIMIT 1 OFFSET "
          + TOKENS
          + ")";

  private final Database database;
  private final Rows rows;
  private int sinceSweep = TOKENS_PER_SWEEP; // so that many short lives sweep, too

  Appending(Database database) {
    this.database = database;
    this.rows = new Rows(database.vendor());
  }

  List<Entry> append(UUID token, List<Saying> sayings) throws HistoryException {
    if (sayings.isEmpty()) {
      return List.of();
    }
    Work<List<Entry>> work = session -> append(session, token, sayings);
    List<Entry> entries = sayings.size() < FLOOD ? database.write(work) : database.writeFlood(work);
    sinceSweep = sinceSweep >= TOKENS_PER_SWEEP ? 0 : sinceSweep + 1;
    return entries;
  }

  private List<Entry> append(Session session, UUID token, List<Saying> sayings)
      throws SQLException {
    // First, as it waits for another transaction that may still be storing the same.
    long last = Rows.number(session, COUNT, sayings.size());
    long first = last - sayings.size() + 1;
    if (!remember(session, token, first)) {
      Rows.number(session, COUNT, -sayings.size()); // gives the ids back
      return numbered(Rows.number(session, FIND, token.toString()), sayings);
    }
    List<Entry> entries = numbered(first, sayings);
    rows.insert(session, entries);
    sweep(session);
    return entries;
  }

  private static List<Entry> numbered(long first, List<Saying> sayings) {
    List<Entry> entries = new ArrayList<>(sayings.size());
    for (Saying saying : sayings) {
      entries.add(new Entry(first + entries.size(), saying));
    }
    return entries;
  }

  /** Whether it was not known yet. */
  private static boolean remember(Session session, UUID token, long first) throws SQLException {
    try (Prepared prepared = session.prepare(REMEMBER)) {
      PreparedStatement statement = prepared.statement();
      statement.setString(1, token.toString());
      statement.setLong(2, first);
      return statement.executeUpdate() > 0;
    }
  }

  private void sweep(Session session) throws SQLException {
    if (sinceSweep >= TOKENS_PER_SWEEP) {
      try (Prepared prepared = session.prepare(SWEEP)) {
        PreparedStatement statement = prepared.statement();
        statement.executeUpdate();
      }
    }
  }
}
