package io.parley.conversation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * The settings of private messages. application.conf has the keys, units, bounds and reasons.
 *
 * @param kept whether those between accounts are kept
 * @param maxSent the number of messages that are kept of each sender
 * @param maxLeftBySender the number of messages that one sender may leave for an account
 * @param maxLeft the number of messages that all senders together may leave for an account
 * @param maxAnswer the number of messages in an answer
 * @param maxQueued the number of requests that wait for the database
 * @param timeout the time for which a request waits
 */
public record PrivateMessageSettings(
    boolean kept,
    int maxSent,
    int maxLeftBySender,
    int maxLeft,
    int maxAnswer,
    int maxQueued,
    Duration timeout) {
  private static final String PATH = "parley";
  private static final String SECTION = "private-messages";
  private static final int MAX_COUNT = 1_000_000;

  /**
   * Reads the settings from the whole configuration.
   *
   * @throws InvalidSettingsException with all mistakes
   */
  public static PrivateMessageSettings read(Config root) throws InvalidSettingsException {
    SettingsReader parley = SettingsReader.at(root, PATH);
    parley
        .section(SECTION)
        .rejectUnknown(
            SettingsReader.names(ConfigFactory.defaultReference(), PATH + "." + SECTION));
    PrivateMessageSettings settings = read(parley);
    parley.finish();
    return settings;
  }

  /**
   * Reads the settings.
   *
   * @param parley a reader of the section {@code parley}; it collects the mistakes
   */
  public static PrivateMessageSettings read(SettingsReader parley) {
    SettingsReader reader = parley.section(SECTION);
    return new PrivateMessageSettings(
        reader.bool("kept"),
        reader.integer("per-sender", 1, MAX_COUNT),
        reader.integer("left-per-sender", 1, 1000),
        reader.integer("left", 1, 1000),
        reader.integer("answer", 1, 1000),
        reader.integer("queue", 1, MAX_COUNT),
        reader.duration("timeout", Duration.ofMillis(10), Duration.ofMinutes(10)));
  }
}
