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
 * @param url {@code jdbc:sqlite:FILE}, {@code jdbc:postgresql://…} or {@code none}; see {@link
 *     HistoryUrl}
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
  private static final String PATH = "parley";
  private static final String SECTION = "history";
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
    SettingsReader parley = SettingsReader.at(root, PATH);
    SettingsReader history = parley.section(SECTION);
    history.rejectUnknown(
        SettingsReader.names(ConfigFactory.defaultReference(), PATH + "." + SECTION));
    HistorySettings settings = read(parley, history);
    parley.finish();
    return settings;
  }

  /**
   * Reads the settings.
   *
   * @param parley a reader of the section {@code parley}; it collects the mistakes
   */
  public static HistorySettings read(SettingsReader parley) {
    return read(parley, parley.section(SECTION));
  }

  private static HistorySettings read(SettingsReader parley, SettingsReader reader) {
    return new HistorySettings(
        url(reader, dataFolder(parley)),
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
    return HistoryUrl.isInMemory(url);
  }

  /** The file of a SQLite history. */
  public Optional<Path> file() {
    return HistoryUrl.file(url);
  }

  /** Where the history is, for people, without a password: see {@link HistoryUrl#describe}. */
  public String location() {
    return HistoryUrl.describe(url);
  }

  /** Hides the password, also in the URL. */
  @Override
  public String toString() {
    return "HistorySettings[url=" + url.replaceFirst("\\?.*", "?…") + "]";
  }

  private static Optional<Path> dataFolder(SettingsReader parley) {
    String folder = parley.possiblyEmptyString("data");
    try {
      return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
    } catch (InvalidPathException e) {
      parley.addError("data", "must be a folder, but is " + folder);
      return Optional.empty();
    }
  }

  /** Reads the URL. A mistake does not quote it, as it may contain a password. */
  private static String url(SettingsReader reader, Optional<Path> dataFolder) {
    String url = reader.secret("url", HistoryUrl::isSupported, HistoryUrl.SUPPORTED);
    return HistoryUrl.resolve(url, dataFolder);
  }
}
