package io.parley.history;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings of the history. application.conf has the keys, units and reasons.
 *
 * @param url {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql://…} or {@code none}
 * @param user the user of the PostgreSQL server; may be empty
 * @param password the password of that user; may be empty
 * @param retention the age at which messages are deleted; empty for never
 * @param maxSize SQLite: the size in bytes above which the oldest messages are deleted; empty for
 *     none
 * @param sync PostgreSQL: whether a commit waits until it is on the server's disk
 * @param syncLag SQLite: how long a message that was shown may not be on the disk; 0 to 1 s
 * @param integrityCheckLimit how long a start may check a file for damage; 0 for no check
 * @param busyTimeout how long to wait for a file that another program has locked
 * @param maxConnections the number of connections to the database
 * @param connectTimeout the maximum time to connect to the server
 * @param responseTimeout the maximum time until the server answers
 * @param memoryMessagesPerRoom the maximum number of messages of a room in memory
 * @param memoryMaxBytes the maximum size of all messages in memory, in bytes
 */
public record HistorySettings(
    String url,
    String user,
    String password,
    Optional<Duration> retention,
    OptionalLong maxSize,
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

  /** 16 TiB, the size that a SQLite file with pages of 4 KiB can reach. */
  private static final long MAX_FILE_BYTES = 16L * MEBIBYTE * MEBIBYTE;

  /**
   * Reads the settings from the whole configuration.
   *
   * @throws InvalidSettingsException with all mistakes
   */
  public static HistorySettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    reader.rejectUnknown(SettingsReader.names(ConfigFactory.defaultReference(), PATH));
    HistorySettings settings = read(reader);
    reader.finish();
    return settings;
  }

  /** Reads the settings; the reader collects the mistakes. */
  public static HistorySettings read(SettingsReader reader) {
    return new HistorySettings(
        url(reader),
        reader.possiblyEmptyString("user"),
        reader.secret("password", password -> true, "a text"),
        OFF.equals(reader.string("retention"))
            ? Optional.empty()
            : Optional.of(reader.duration("retention", HOUR, Duration.ofDays(36_500))),
        OFF.equals(reader.string("max-size"))
            ? OptionalLong.empty()
            : OptionalLong.of(reader.longBytes("max-size", MEBIBYTE, MAX_FILE_BYTES)),
        reader.bool("sync"),
        reader.duration("sync-lag", Duration.ZERO, SECOND),
        reader.duration("integrity-check-limit", Duration.ZERO, HOUR),
        reader.duration("busy-timeout", Duration.ofMillis(1), Duration.ofMinutes(1)),
        reader.integer("max-connections", 5, 100),
        reader.duration("connect-timeout", Duration.ofMillis(250), Duration.ofMinutes(1)),
        reader.duration("response-timeout", SECOND, HOUR),
        reader.integer("memory-messages-per-room", 1, 1_000_000),
        reader.bytes("memory-max-bytes", 1024, 1024 * MEBIBYTE));
  }

  /** Whether messages are lost when the server ends. */
  public boolean isInMemory() {
    return url.equals(NONE);
  }

  /** The file of a SQLite history. */
  public Optional<Path> file() {
    return url.startsWith(SQLITE)
        ? Optional.of(Path.of(url.substring(SQLITE.length())))
        : Optional.empty();
  }

  /** Hides the password, also in the URL. */
  @Override
  public String toString() {
    return "HistorySettings[url=" + url.replaceFirst("\\?.*", "?…") + "]";
  }

  /** Reads the URL. A mistake does not quote it, as it may contain a password. */
  private static String url(SettingsReader reader) {
    return reader.secret(
        "url",
        HistorySettings::isSupported,
        "jdbc:sqlite:FILE, jdbc:postgresql://HOST:PORT/DATABASE or none");
  }

  private static boolean isSupported(String url) {
    if (url.startsWith(SQLITE)) {
      return isFileName(url.substring(SQLITE.length()));
    }
    return url.equals(NONE) || (url.startsWith(POSTGRESQL) && PostgresUrl.parse(url).isPresent());
  }

  /** Excludes SQLite's URIs and databases in memory: each connection would get its own database. */
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
