package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables, and brings those of an older Parley up to date. Each change is one file, the
 * same for every database that needs it; only a few words in it differ.
 */
public final class SchemaMigrations {
  private static final Map<String, List<String>> SCRIPTS =
      Map.of(
          "sqlite",
              List.of(
                  "V1__messages.sql",
                  "V2__speakers.sql",
                  "V3__kinds.sql",
                  "V4__merges.sql",
                  "V5__rooms.sql",
                  "V6__merges.sql"),
          "postgresql", List.of("V1__messages.sql", "V2__speakers.sql", "V5__rooms.sql"));

  private static final Map<String, Map<String, String>> PLACEHOLDERS =
      Map.of(
          "sqlite",
          Map.of(
              "id", "INTEGER",
              "time", "text",
              "clustered", "WITHOUT ROWID",
              "words",
                  "CREATE VIRTUAL TABLE message_words USING fts5(words, content='',"
                      + " contentless_delete=1, detail=none, tokenize='ascii')"),
          "postgresql",
          Map.of(
              "id", "bigint",
              "time", "timestamptz",
              "clustered", "",
              "words",
                  "CREATE TABLE message_words (id bigint PRIMARY KEY, words tsvector NOT NULL);\n"
                      + "CREATE INDEX message_words_of ON message_words USING gin (words)"));

  private SchemaMigrations() {}

  /**
   * What Flyway would find out in ten times the time.
   *
   * @param tables asks for the names of all tables
   * @param vendor of the database
   * @return whether nothing is to be done
   * @throws HistoryException if the tables are not Parley's, or of a newer Parley
   */
  public static boolean isUpToDate(Connection connection, String tables, SqlDialect vendor)
      throws SQLException, HistoryException {
    try (Statement statement = connection.createStatement()) {
      boolean any = false;
      boolean ours = false;
      try (ResultSet row = statement.executeQuery(tables)) {
        while (row.next()) {
          any = true;
          ours |= row.getString(1).equals("flyway_schema_history");
        }
      }
      if (!ours) {
        if (any) {
          throw new HistoryException("is a database of something else than Parley's history");
        }
        return false;
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT max(CAST(version AS integer)) FROM flyway_schema_history"
                  + " WHERE success AND version IS NOT NULL")) {
        row.next();
        int version = newestVersion(scripts(vendor));
        if (row.getInt(1) > version) {
          throw new HistoryException("is of a newer Parley");
        }
        return row.getInt(1) == version;
      }
    }
  }

  public static void migrate(DataSource source, SqlDialect vendor) throws HistoryException {
    migrate(source, vendor, scripts(vendor));
  }

  /** Runs some of them, as an older Parley did. */
  public static void migrate(DataSource source, SqlDialect vendor, List<String> files)
      throws HistoryException {
    try {
      Flyway.configure(SchemaMigrations.class.getClassLoader())
          .dataSource(source)
          .resourceProvider(new ScriptProvider(files))
          .javaMigrationClassProvider(List::of)
          .placeholders(Objects.requireNonNull(PLACEHOLDERS.get(vendor.name())))
          .validateMigrationNaming(true)
          .connectRetries(0)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new HistoryException(
          "its tables cannot be made: " + HistoryException.rootCauseMessage(e), e);
    }
  }

  private static int newestVersion(List<String> files) {
    String last = files.get(files.size() - 1);
    return Integer.parseInt(last.substring(1, last.indexOf("__")));
  }

  public static List<String> scripts(SqlDialect vendor) {
    return Objects.requireNonNull(SCRIPTS.get(vendor.name()));
  }

  /** The files by name, so that nobody searches the class path for them. */
  private record ScriptProvider(List<String> names) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return names.contains(name)
          ? new ScriptResource(name)
          : null; // it asks for settings of each file
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return prefix.equals("V")
          ? names.stream().map(name -> (LoadableResource) new ScriptResource(name)).toList()
          : List.of();
    }
  }

  private static final class ScriptResource extends LoadableResource {
    private final String name;

    ScriptResource(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      return new InputStreamReader(
          Objects.requireNonNull(SchemaMigrations.class.getResourceAsStream("/history/" + name)),
          StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return "history/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
