package io.parley.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * What the client's user can set.
 *
 * @param connect how long connecting to one address may take
 * @param stall how long the server may take nothing of what is sent
 * @param linger how long to wait, at the end, for what was said to come back
 * @param staying how to stay connected
 * @param screen what a person wants of their screen
 */
public record ClientSettings(
    Duration connect,
    Duration stall,
    Duration linger,
    StayingSettings staying,
    ScreenSettings screen) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofHours(1);

  private static final String PATH = "parley.client";

  /**
   * Reads them below {@value #PATH}.
   *
   * @throws InvalidSettingsException with every mistake there is
   */
  public static ClientSettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    reader.rejectUnknown(SettingsReader.names(ConfigFactory.defaultReference(), PATH));
    ClientSettings settings =
        new ClientSettings(
            reader.duration("connect", LEAST, MOST),
            reader.duration("stall", LEAST, MOST),
            reader.duration("linger", LEAST, MOST),
            StayingSettings.read(reader),
            ScreenSettings.read(reader.section("screen")));
    reader.finish();
    return settings;
  }
}
