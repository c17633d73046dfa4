package io.parley.history;

import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The parts of a PostgreSQL URL that may be shown: never a user or a password.
 *
 * @param hostAndPort host and port
 */
public record PostgresUrl(String hostAndPort, String database) {
  public static Optional<PostgresUrl> parse(String url) {
    return Optional.ofNullable(Driver.parseURL(url, new Properties()))
        .map(
            read ->
                new PostgresUrl(
                    PGProperty.PG_HOST.getOrDefault(read)
                        + ":"
                        + PGProperty.PG_PORT.getOrDefault(read),
                    String.valueOf(PGProperty.PG_DBNAME.getOrDefault(read))));
  }
}
