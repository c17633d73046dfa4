package io.parley.history;

import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The parts of a PostgreSQL URL that may be shown: never a user or a password.
 *
 * @param hostAndPort host and port
 */
public record PostgresUrl(String hostAndPort, String database) {
  /**
   * What is before the path and the parameters may have no user: the driver takes it for a host.
   */
  private static final Pattern USER = Pattern.compile("jdbc:postgresql://[^/?]*@.*");

  /** Its warnings about a URL quote parts of it, which may be a password. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  /** Returns the parts of a URL of the driver; empty if it is malformed, or has a user in it. */
  public static Optional<PostgresUrl> parse(String url) {
    return USER.matcher(url).matches()
        ? Optional.empty()
        : Optional.ofNullable(Driver.parseURL(url, new Properties()))
            .map(
                read ->
                    new PostgresUrl(
                        PGProperty.PG_HOST.getOrDefault(read)
                            + ":"
                            + PGProperty.PG_PORT.getOrDefault(read),
                        String.valueOf(PGProperty.PG_DBNAME.getOrDefault(read))));
  }
}
