package io.parley.history.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.PostgresUrl;
import io.parley.history.sql.Database;
import io.parley.history.sql.SchemaMigrations;
import io.parley.history.sql.SqlConnection;
import io.parley.history.sql.SqlDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL server behind connection pools: one writes, one reads what rooms need to start, and
 * one reads everything else, so that none of them waits for another. While the server is
 * unavailable, calls fail after their timeout; the pools reconnect by themselves.
 */
public final class PostgresDatabase implements Database {
  /** The version of the newest script in history/postgresql. */
  public static final int SCHEMA_VERSION = 14;

  /** One for the messages of rooms, one for the indexer and the deletion. */
  private static final int WRITE_CONNECTIONS = 2;

  /** SQL state: a statement has ended at its timeout. */
  private static final String QUERY_CANCELED = "57014";

  private static final String SET_STATEMENT_TIMEOUT =
      "SELECT set_config('statement_timeout', ?, true)";

  private final PostgresExceptionTranslator exceptionTranslator;
  private final HikariDataSource writePool;
  private final HikariDataSource reservedPool;
  private final HikariDataSource readPool;
  private final SqlDialect sqlDialect = new PostgresDialect();

  private PostgresDatabase(
      PostgresExceptionTranslator exceptionTranslator,
      HistorySettings settings,
      Properties properties) {
    this.exceptionTranslator = exceptionTranslator;
    this.writePool = pool("write", WRITE_CONNECTIONS, settings, properties);
    this.reservedPool = pool("room-start", 1, settings, properties);
    this.readPool =
        pool("read", settings.maxConnections() - WRITE_CONNECTIONS - 1, settings, properties);
  }

  /** Whether the database has the tables of a history. Creates none. */
  public static boolean exists(HistorySettings settings) throws HistoryException {
    try (Connection connection = new Driver().connect(settings.url(), properties(settings));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('message') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw translator(settings).translate(e);
    }
  }

  private static PostgresExceptionTranslator translator(HistorySettings settings)
      throws HistoryException {
    return PostgresUrl.parse(settings.url())
        .map(PostgresExceptionTranslator::new)
        .orElseThrow(() -> new HistoryException("the URL of the history is malformed"));
  }

  public static PostgresDatabase open(HistorySettings settings) throws HistoryException {
    PostgresExceptionTranslator translator = translator(settings);
    Properties properties = properties(settings);
    // Not through the pool, because the pool retries a wrong password.
    try (Connection connection = new Driver().connect(settings.url(), properties)) {
      connection.isValid(0);
    } catch (SQLException e) {
      throw translator.translate(e);
    }
    PostgresDatabase database = new PostgresDatabase(translator, settings, properties);
    database.migrate();
    return database;
  }

  @Override
  public SqlDialect sqlDialect() {
    return sqlDialect;
  }

  @Override
  public <T> T read(Work<T> work) throws HistoryException {
    return read(readPool, work);
  }

  @Override
  public <T> T readReserved(Work<T> work) throws HistoryException {
    return read(reservedPool, work);
  }

  private <T> T read(HikariDataSource pool, Work<T> work) throws HistoryException {
    try (Connection connection = pool.getConnection()) {
      return work.execute(sqlConnection(connection));
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  @Override
  public <T> Optional<T> readWithin(Duration limit, Work<T> work) throws HistoryException {
    try (Connection connection = readPool.getConnection()) {
      connection.setAutoCommit(false);
      setStatementTimeout(connection, limit);
      return Optional.of(transact(connection, work));
    } catch (SQLException e) {
      if (QUERY_CANCELED.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw translate(e);
    }
  }

  /** Until the end of the transaction; the server measures it. */
  private static void setStatementTimeout(Connection connection, Duration limit)
      throws SQLException {
    try (PreparedStatement set = connection.prepareStatement(SET_STATEMENT_TIMEOUT)) {
      set.setString(1, Math.max(1, limit.toMillis()) + "ms"); // 0 is no timeout
      set.execute();
    }
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    try (Connection connection = writePool.getConnection()) {
      connection.setAutoCommit(false);
      return transact(connection, work);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  @Override
  public <T> T writeSynced(Work<T> work) throws HistoryException {
    return write(
        connection -> {
          connection.execute("SET LOCAL synchronous_commit TO on");
          return work.execute(connection);
        });
  }

  @Override
  public void close() {
    pools().forEach(HikariDataSource::close);
  }

  private void migrate() throws HistoryException {
    try {
      SchemaMigrations.migrate(writePool, "postgresql", SCHEMA_VERSION);
    } catch (HistoryException e) {
      close();
      throw exceptionTranslator.translate(e);
    }
  }

  /** Evicts all connections after a connection failure: the others are probably broken, too. */
  private HistoryException translate(SQLException e) {
    if (PostgresExceptionTranslator.isConnectionFailure(e)) {
      pools()
          .filter(pool -> !pool.isClosed())
          .forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
    }
    return exceptionTranslator.translate(e);
  }

  private Stream<HikariDataSource> pools() {
    return Stream.of(readPool, reservedPool, writePool);
  }

  /** Runs one transaction on a connection without auto-commit. */
  private static <T> T transact(Connection connection, Work<T> work)
      throws SQLException, HistoryException {
    boolean done = false;
    try {
      T result = work.execute(sqlConnection(connection));
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback(connection);
      }
    }
  }

  /** Wraps a connection without a statement cache, because the driver has one. */
  private static SqlConnection sqlConnection(Connection connection) {
    return new SqlConnection(connection, 0);
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The caller reports the first failure. The pool replaces a broken connection.
    }
  }

  private static HikariDataSource pool(
      String name, int maxConnections, HistorySettings settings, Properties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley-history-" + name);
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(maxConnections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setValidationTimeout(settings.connectTimeout().toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1); // the connection was tested before
    if (!settings.sync()) {
      config.setConnectionInitSql("SET synchronous_commit TO off");
    }
    return new HikariDataSource(config);
  }

  private static Properties properties(HistorySettings settings) {
    Properties properties = new Properties();
    if (!settings.user().isEmpty()) {
      PGProperty.USER.set(properties, settings.user());
    }
    if (!settings.password().isEmpty()) {
      PGProperty.PASSWORD.set(properties, settings.password());
    }
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds(settings.connectTimeout()));
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds(settings.responseTimeout()));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, "Parley");
    return properties;
  }

  private static int seconds(Duration time) {
    return (int) time.plusMillis(999).toSeconds();
  }
}
