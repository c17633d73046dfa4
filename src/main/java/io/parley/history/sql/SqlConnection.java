package io.parley.history.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection to a database and the statements that were prepared on it. To prepare a statement of
 * SQLite takes longer than to store a message with it, and its driver keeps none. For one thread at
 * a time.
 */
public final class SqlConnection implements AutoCloseable {
  private final Connection jdbcConnection;
  private final int maxCached;

  /** Those that are not in use; the one that was used last is the last. */
  private final Map<String, PreparedStatement> cachedStatements = new LinkedHashMap<>();

  /**
   * A session on a connection, which is closed with it.
   *
   * @param most the most statements that are kept; none if the driver does that itself
   */
  public SqlConnection(Connection connection, int most) {
    this.jdbcConnection = connection;
    this.maxCached = most;
  }

  /** A statement, until it is given back by {@link #close}. */
  final class CachedStatement implements AutoCloseable {
    private final String sql;
    private final PreparedStatement statement;

    private CachedStatement(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    PreparedStatement statement() {
      return statement;
    }

    @Override
    public void close() throws SQLException {
      if (maxCached == 0) {
        statement.close();
      } else {
        statement.clearParameters();
        cacheStatement(sql, statement);
      }
    }
  }

  CachedStatement prepare(String sql) throws SQLException {
    PreparedStatement idle = cachedStatements.remove(sql);
    return new CachedStatement(sql, idle == null ? jdbcConnection.prepareStatement(sql) : idle);
  }

  /** Does one thing that has no parameters and no rows. */
  public void execute(String sql) throws SQLException {
    try (CachedStatement prepared = prepare(sql)) {
      prepared.statement().execute();
    }
  }

  public Connection jdbcConnection() {
    return jdbcConnection;
  }

  /** Closes what is kept: after a failure nobody knows in which state it is. */
  public void discardStatements() {
    cachedStatements.values().forEach(SqlConnection::closeQuietly);
    cachedStatements.clear();
  }

  @Override
  public void close() {
    discardStatements();
    closeQuietly(jdbcConnection);
  }

  private void cacheStatement(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement twin = cachedStatements.put(sql, statement);
    if (twin != null) {
      twin.close();
    }
    if (cachedStatements.size() > maxCached) {
      Iterator<PreparedStatement> oldest = cachedStatements.values().iterator();
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
