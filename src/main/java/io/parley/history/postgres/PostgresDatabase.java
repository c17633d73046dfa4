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
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL server behind a connection pool. While the server is unavailable, calls fail after
 * their timeout; the pool reconnects by itself.
 */
public final class PostgresDatabase implements Database {
  /** The version of the newest script in history/postgresql. */
  public static final int SCHEMA_VERSION = 8;

  private final PostgresExceptionTranslator exceptionTranslator;
  private final HikariDataSource pool;
  private final SqlDialect sqlDialect = new PostgresDialect();

  private PostgresDatabase(PostgresExceptionTranslator exceptionTranslator, HikariDataSource pool) {
    this.exceptionTranslator = exceptionTranslator;
    this.pool = pool;
  }

  public static PostgresDatabase open(HistorySettings settings) throws HistoryException {
    PostgresUrl url =
        PostgresUrl.parse(settings.url())
            .orElseThrow(() -> new HistoryException("the URL of the history is malformed"));
    PostgresExceptionTranslator translator = new PostgresExceptionTranslator(url);
    Properties properties = properties(settings);
    // Not through the pool, because the pool retries a wrong password.
    try (Connection connection = new Driver().connect(settings.url(), properties)) {
      connection.isValid(0);
    } catch (SQLException e) {
      throw translator.translate(e);
    }
    PostgresDatabase database =
        new PostgresDatabase(translator, new HikariDataSource(config(settings, properties)));
    database.migrate();
    return database;
  }

  @Override
  public SqlDialect sqlDialect() {
    return sqlDialect;
  }

  @Override
  public <T> T read(Work<T> work) throws HistoryException {
    try (Connection connection = pool.getConnection()) {
      return work.execute(sqlConnection(connection));
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  @Override
  public <T> T write(Work<T> work) throws HistoryException {
    try (Connection connection = pool.getConnection()) {
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
    pool.close();
  }

  private void migrate() throws HistoryException {
    try {
      SchemaMigrations.migrate(pool, "postgresql", SCHEMA_VERSION);
    } catch (HistoryException e) {
      close();
      throw exceptionTranslator.translate(e);
    }
  }

  /** Evicts all connections after a connection failure: the others are probably broken, too. */
  private HistoryException translate(SQLException e) {
    if (PostgresExceptionTranslator.isConnectionFailure(e) && !pool.isClosed()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return exceptionTranslator.translate(e);
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

  private static HikariConfig config(HistorySettings settings, Properties properties) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley-history");
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(settings.maxConnections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setValidationTimeout(settings.connectTimeout().toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1); // the connection was tested before
    if (!settings.sync()) {
      config.setConnectionInitSql("SET synchronous_commit TO off");
    }
    return config;
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
