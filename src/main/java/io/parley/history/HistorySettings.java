package io.parley.history;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the history is kept and for how long. The keys, units and reasons stand in
 * application.conf.
 *
 * @param url {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql://…} or {@code none}
 * @param user of the PostgreSQL server; may be empty
 * @param password of that user; may be empty
 * @param retention how long anything is kept; for ever if empty
 * @param sync PostgreSQL: whether a commit waits until it is on the server's disk
 * @param syncLag SQLite: how long a message that was shown may not be on the disk; 0 to 1 s
 * @param integrityCheckLimit how long a start may look for damage in a file; 0 for not at all
 * @param busyTimeout how long to wait for a file that another program has locked
 * @param maxConnections how many there may be to the database at once
 * @param connectTimeout how long getting a connection to the server may take
 * @param responseTimeout how long the server may take to answer
 * @param memoryMessagesPerRoom the most entries of one room that are kept in memory
 * @param memoryMaxBytes the most bytes of all rooms that are kept in memory
 */
public record HistorySettings(
    String url,
    String user,
    String password,
    Optional<Duration> retention,
    boolean sync,
    Duration syncLag,
    Duration integrityCheckLimit,
    Duration busyTimeout,
    int maxConnections,
    Duration connectTimeout,
    Duration responseTimeout,
    int memoryMessagesPerRoom,
    int memoryMaxBytes) {
  private static final String PATH = "parley.history";
  private static final String NONE = "none";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String OFF = "off";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MEBIBYTE = 1024 * 1024;

  /**
   * Reads them where the whole configuration has them.
   *
   * @throws InvalidSettingsException with every mistake there is
   */
  public static HistorySettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    reader.rejectUnknown(SettingsReader.names(ConfigFactory.defaultReference(), PATH));
    HistorySettings settings = read(reader);
    reader.finish();
    return settings;
  }

  /** Reads them; mistakes are left with the reader. */
  public static HistorySettings read(SettingsReader reader) {
    return new HistorySettings(
        url(reader),
        reader.possiblyEmptyString("user"),
        reader.possiblyEmptyString("password"),
        OFF.equals(reader.string("retention"))
            ? Optional.empty()
            : Optional.of(reader.duration("retention", HOUR, Duration.ofDays(36_500))),
        reader.bool("sync"),
        reader.duration("sync-lag", Duration.ZERO, SECOND),
        reader.duration("integrity-check-limit", Duration.ZERO, HOUR),
        reader.duration("busy-timeout", Duration.ofMillis(1), Duration.ofMinutes(1)),
        reader.integer("max-connections", 2, 100),
        reader.duration("connect-timeout", Duration.ofMillis(250), Duration.ofMinutes(1)),
        reader.duration("response-timeout", SECOND, HOUR),
        reader.integer("memory-messages-per-room", 1, 1_000_000),
        reader.bytes("memory-max-bytes", 1024, 1024 * MEBIBYTE));
  }

  /** Whether nothing outlives the server. */
  public boolean isInMemory() {
    return url.equals(NONE);
  }

  /** The file, if the history is in one. */
  public Optional<Path> file() {
    return url.startsWith(SQLITE)
        ? Optional.of(Path.of(url.substring(SQLITE.length())))
        : Optional.empty();
  }

  /** With the password hidden, wherever it stands. */
  @Override
  public String toString() {
    return "HistorySettings[url=" + url.replaceFirst("\\?.*", "?…") + "]";
  }

  /** A URL may have a password in it, so that a mistake does not quote it. */
  private static String url(SettingsReader reader) {
    String url = reader.string("url");
    if (!url.isEmpty() && !isSupported(url)) {
      reader.addError(
          "url", "must be jdbc:sqlite:FILE, jdbc:postgresql://HOST:PORT/DATABASE or none");
    }
    return url;
  }

  private static boolean isSupported(String url) {
    if (url.startsWith(SQLITE)) {
      return isFileName(url.substring(SQLITE.length()));
    }
    return url.equals(NONE) || (url.startsWith(POSTGRESQL) && PostgresUrl.parse(url).isPresent());
  }

  /** A database in memory or a URI of SQLite's own would not be the same for every connection. */
  private static boolean isFileName(String name) {
    try {
      return !name.isBlank()
          && !name.startsWith(":")
          && !name.startsWith("file:")
          && name.indexOf('?') < 0
          && Path.of(name).getFileName() != null;
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
