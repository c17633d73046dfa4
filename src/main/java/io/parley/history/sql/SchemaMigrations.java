package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * Creates the tables, or upgrades them from an older version of Parley. Each schema version has one
 * SQL script.
 */
public final class SchemaMigrations {
  /**
   * The scripts of older versions had placeholders and therefore other checksums. Their effect is
   * the same.
   */
  private static final String FIRST_WITH_PLAIN_SCRIPTS = "7";

  private static final String SELECT_VERSION =
      "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

  private SchemaMigrations() {}

  /**
   * Runs the scripts that the database does not have yet.
   *
   * @param folder the folder of the scripts below {@code history} on the class path
   * @param version the version of the newest script there
   * @throws HistoryException if the database has other tables than Parley's, if a newer version of
   *     Parley created them, or if a script fails
   */
  public static void migrate(DataSource source, String folder, int version)
      throws HistoryException {
    if (isAtVersion(source, version)) {
      return; // Flyway takes a quarter of a second for the same check (docs/decisions)
    }
    try {
      Flyway flyway =
          Flyway.configure(SchemaMigrations.class.getClassLoader())
              .dataSource(source)
              .locations("classpath:history/" + folder)
              .validateMigrationNaming(true)
              .connectRetries(0)
              .loggers("slf4j")
              .load();
      MigrationInfoService info = flyway.info();
      if (info.pending().length == 0 && info.current() == null) {
        // Flyway would succeed and create nothing. It looks for a folder, which a jar may not have.
        throw new HistoryException(
            "cannot be created: the scripts history/" + folder + " are missing in this program");
      }
      if (Arrays.stream(info.applied())
          .anyMatch(script -> script.getState() == MigrationState.FUTURE_SUCCESS)) {
        throw new HistoryException("was created by a newer version of Parley");
      }
      @Nullable MigrationInfo current = info.current();
      if (current != null && !current.getVersion().isAtLeast(FIRST_WITH_PLAIN_SCRIPTS)) {
        flyway.repair(); // replaces the checksums
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw new HistoryException(
          e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
              ? "has tables that do not belong to Parley"
              : "its tables cannot be created: " + HistoryException.rootCauseMessage(e),
          e);
    }
  }

  private static boolean isAtVersion(DataSource source, int version) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SELECT_VERSION)) {
      return row.next() && String.valueOf(version).equals(row.getString(1));
    } catch (SQLException e) {
      return false; // an empty database; any other failure is Flyway's as well
    }
  }
}
