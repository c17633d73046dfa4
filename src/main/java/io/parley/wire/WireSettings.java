package io.parley.wire;

import com.typesafe.config.Config;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * How long dialects wait whose clients take what one read brings for one message.
 *
 * @param segmentGap the least time between two segments that go out
 * @param idleGap the time between two while few wait; the gap where that is longer
 * @param silence how long nothing more has come when a text without a newline is complete
 * @param partialObjectTimeout how long half an object may wait for its rest
 * @param heartbeatInterval how long nothing has gone out when a client that goes deaf gets a pong
 */
public record WireSettings(
    Duration segmentGap,
    Duration idleGap,
    Duration silence,
    Duration partialObjectTimeout,
    Duration heartbeatInterval) {
  private static final String PATH = "parley.wire";
  private static final Duration MIN = Duration.ofMillis(1);
  private static final Duration MAX = Duration.ofMinutes(1);

  /**
   * Reads them where the whole configuration has them.
   *
   * @throws InvalidSettingsException with every mistake there is
   */
  public static WireSettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    WireSettings timing = read(reader);
    reader.finish();
    return timing;
  }

  /** Reads them; mistakes are left with the reader. */
  public static WireSettings read(SettingsReader reader) {
    return new WireSettings(
        reader.duration("segment-gap", MIN, Duration.ofSeconds(1)),
        reader.duration("idle-gap", MIN, Duration.ofSeconds(1)),
        reader.duration("silence", MIN, Duration.ofSeconds(1)),
        reader.duration("partial-object-timeout", MIN, MAX),
        reader.duration("heartbeat-interval", MIN, MAX));
  }
}
