package io.parley.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.client.local.KeepSettings;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.ScreenSettings;
import io.parley.client.transport.AnswerSettings;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.time.Duration;

/**
 * The settings of the client.
 *
 * @param connectTimeout how long connecting to one address may take
 * @param passwordCommandTimeout how long the command of a profile that prints a password may take
 * @param answer how long the server may take to show that it speaks the dialect
 * @param stallTimeout how long the server may read nothing while bytes wait
 * @param lingerTimeout how long to wait for missing echoes at the end
 * @param reconnect the heartbeat, reconnects and the replay
 * @param screen the display options
 * @param keep what is kept on the disk
 */
public record ClientSettings(
    Duration connectTimeout,
    Duration passwordCommandTimeout,
    AnswerSettings answer,
    Duration stallTimeout,
    Duration lingerTimeout,
    ReconnectSettings reconnect,
    ScreenSettings screen,
    KeepSettings keep) {
  private static final Duration MIN = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofHours(1);

  private static final String PATH = "parley.client";

  /**
   * Reads the settings below {@value #PATH}.
   *
   * @throws InvalidSettingsException with all invalid settings
   */
  public static ClientSettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    reader.rejectUnknown(SettingsReader.names(ConfigFactory.defaultReference(), PATH));
    ClientSettings settings =
        new ClientSettings(
            reader.duration("connect-timeout", MIN, MAX),
            reader.duration("password-command-timeout", MIN, MAX),
            AnswerSettings.read(reader),
            reader.duration("stall-timeout", MIN, MAX),
            reader.duration("linger-timeout", MIN, MAX),
            ReconnectSettings.read(reader),
            ScreenSettings.read(reader.section("screen")),
            KeepSettings.read(reader.section("keep")));
    reader.finish();
    return settings;
  }
}
