package io.parley.wire;

import com.typesafe.config.Config;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * Times for dialects without frames and for clients that stop reading. application.conf gives the
 * reasons.
 *
 * @param segmentGap the least time between two segments to a client, 1 ms to 1 s
 * @param idleGap the same while few segments wait, 1 ms to 1 s; without effect if it is shorter
 *     than {@code segmentGap}
 * @param maxDelay the time in which all segments that wait for a client must be sent, 1 s to 10
 *     min; of more, the oldest are left out
 * @param silence the pause after which a text without a newline is complete, 1 ms to 1 s
 * @param partialObjectTimeout the time that an incomplete object may wait for its end, 1 ms to 1
 *     min
 * @param heartbeatInterval the longest time without data to a client that stops reading in silence,
 *     1 ms to 1 min
 */
public record WireSettings(
    Duration segmentGap,
    Duration idleGap,
    Duration maxDelay,
    Duration silence,
    Duration partialObjectTimeout,
    Duration heartbeatInterval) {
  private static final String PATH = "parley.wire";
  private static final Duration MIN = Duration.ofMillis(1);
  private static final Duration MAX = Duration.ofMinutes(1);

  /**
   * Reads the section {@value #PATH}.
   *
   * @throws InvalidSettingsException if a setting is invalid; it has all errors
   */
  public static WireSettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    WireSettings settings = read(reader);
    reader.finish();
    return settings;
  }

  /** Reads the section; errors are added to the reader. */
  public static WireSettings read(SettingsReader reader) {
    return new WireSettings(
        reader.duration("segment-gap", MIN, Duration.ofSeconds(1)),
        reader.duration("idle-gap", MIN, Duration.ofSeconds(1)),
        reader.duration("max-delay", Duration.ofSeconds(1), Duration.ofMinutes(10)),
        reader.duration("silence", MIN, Duration.ofSeconds(1)),
        reader.duration("partial-object-timeout", MIN, MAX),
        reader.duration("heartbeat-interval", MIN, MAX));
  }
}
