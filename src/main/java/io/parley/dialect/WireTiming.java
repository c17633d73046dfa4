package io.parley.dialect;

import com.typesafe.config.Config;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * How long dialects wait whose clients take what one read brings for one message.
 *
 * @param gap the least time between two segments that go out
 * @param calmGap the time between two while few wait; the gap where that is longer
 * @param silence how long nothing more has come when a text without a newline is complete
 * @param unfinished how long half an object may wait for its rest
 * @param heartbeat how long nothing has gone out when a client that goes deaf gets a pong
 */
public record WireTiming(
    Duration gap, Duration calmGap, Duration silence, Duration unfinished, Duration heartbeat) {
  private static final String PATH = "parley.wire";
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMinutes(1);

  /**
   * Reads them where the whole configuration has them.
   *
   * @throws InvalidSettingsException with every mistake there is
   */
  public static WireTiming read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    WireTiming timing = read(reader);
    reader.finish();
    return timing;
  }

  /** Reads them; mistakes are left with the reader. */
  public static WireTiming read(SettingsReader reader) {
    return new WireTiming(
        reader.duration("gap", LEAST, Duration.ofSeconds(1)),
        reader.duration("calm-gap", LEAST, Duration.ofSeconds(1)),
        reader.duration("silence", LEAST, Duration.ofSeconds(1)),
        reader.duration("unfinished", LEAST, MOST),
        reader.duration("heartbeat", LEAST, MOST));
  }
}
