package io.parley.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.ScreenSettings;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * What the client's user can set.
 *
 * @param connectTimeout how long connecting to one address may take
 * @param stallTimeout how long the server may take nothing of what is sent
 * @param lingerTimeout how long to wait, at the end, for what was said to come back
 * @param reconnect how to stay connected
 * @param screen what a person wants of their screen
 */
public record ClientSettings(
    Duration connectTimeout,
    Duration stallTimeout,
    Duration lingerTimeout,
    ReconnectSettings reconnect,
    ScreenSettings screen) {
  private static final Duration MIN = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofHours(1);

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
            reader.duration("connect-timeout", MIN, MAX),
            reader.duration("stall-timeout", MIN, MAX),
            reader.duration("linger-timeout", MIN, MAX),
            ReconnectSettings.read(reader),
            ScreenSettings.read(reader.section("screen")));
    reader.finish();
    return settings;
  }
}
