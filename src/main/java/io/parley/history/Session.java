package io.parley.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection to a database and the statements that were prepared on it. To prepare a statement of
 * SQLite takes longer than to store a message with it, and its driver keeps none. For one thread at
 * a time.
 */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final int most;

  /** Those that are not in use; the one that was used last is the last. */
  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>();

  /**
   * A session on a connection, which is closed with it.
   *
   * @param most the most statements that are kept; none if the driver does that itself
   */
  Session(Connection connection, int most) {
    this.connection = connection;
    this.most = most;
  }

  /** A statement, until it is given back by {@link #close}. */
  final class Prepared implements AutoCloseable {
    private final String sql;
    private final PreparedStatement statement;

    private Prepared(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    PreparedStatement statement() {
      return statement;
    }

    @Override
    public void close() throws SQLException {
      if (most == 0) {
        statement.close();
      } else {
        statement.clearParameters();
        keep(sql, statement);
      }
    }
  }

  Prepared prepare(String sql) throws SQLException {
    PreparedStatement idle = kept.remove(sql);
    return new Prepared(sql, idle == null ? connection.prepareStatement(sql) : idle);
  }

  /** Does one thing that has no parameters and no rows. */
  void execute(String sql) throws SQLException {
    try (Prepared prepared = prepare(sql)) {
      prepared.statement().execute();
    }
  }

  /**
   * Sets a pragma of SQLite. Not by a statement that is kept: some are set when that is prepared
   * (https://www.sqlite.org/pragma.html).
   */
  void set(String pragma, Object value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma + " = " + value);
    }
  }

  Connection connection() {
    return connection;
  }

  /** Closes what is kept: after a failure nobody knows in which state it is. */
  void forget() {
    kept.values().forEach(Session::closeQuietly);
    kept.clear();
  }

  @Override
  public void close() {
    forget();
    closeQuietly(connection);
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement twin = kept.put(sql, statement);
    if (twin != null) {
      twin.close();
    }
    if (kept.size() > most) {
      Iterator<PreparedStatement> oldest = kept.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
  }

  private static void closeQuietly(AutoCloseable what) {
    try {
      what.close();
    } catch (Exception e) {
      // There is nobody left who could do anything about it.
    }
  }
}
