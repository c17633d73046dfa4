package io.parley.history.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection with a cache of prepared statements. In SQLite, preparing a statement takes longer
 * than storing a message with it, and the driver has no cache. Not thread-safe.
 */
public final class SqlConnection implements AutoCloseable {
  private final Connection jdbcConnection;
  private final int maxCached;

  /** Statements that are not in use, in the order of their last use. */
  private final Map<String, PreparedStatement> cachedStatements = new LinkedHashMap<>();

  /**
   * Wraps a connection and closes it in {@link #close}.
   *
   * @param maxCached the size of the cache, in statements; 0 if the driver has a cache
   */
  public SqlConnection(Connection connection, int maxCached) {
    this.jdbcConnection = connection;
    this.maxCached = maxCached;
  }

  /** A prepared statement; {@link #close} returns it to the cache. */
  public final class CachedStatement implements AutoCloseable {
    private final String sql;
    private final PreparedStatement statement;

    private CachedStatement(String sql, PreparedStatement statement) {
      this.sql = sql;
      this.statement = statement;
    }

    public PreparedStatement statement() {
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

  /** Prepares a statement, or takes it from the cache. */
  public CachedStatement prepare(String sql) throws SQLException {
    PreparedStatement idle = cachedStatements.remove(sql);
    return new CachedStatement(sql, idle == null ? jdbcConnection.prepareStatement(sql) : idle);
  }

  /** Runs a statement without parameters and results. */
  public void execute(String sql) throws SQLException {
    try (CachedStatement prepared = prepare(sql)) {
      prepared.statement().execute();
    }
  }

  public Connection jdbcConnection() {
    return jdbcConnection;
  }

  /** Clears the cache; after a failure the state of its statements is unknown. */
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
    PreparedStatement duplicate = cachedStatements.put(sql, statement);
    if (duplicate != null) {
      duplicate.close();
    }
    if (cachedStatements.size() > maxCached) {
      Iterator<PreparedStatement> oldest = cachedStatements.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The resource is not used again.
    }
  }
}
