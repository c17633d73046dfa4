package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The user's own file, {@code client.conf}: profiles and settings of the client.
 *
 * @param settings only the section {@code parley.client}; it overrides application.conf
 */
public record ClientConfigFile(Config settings, Profiles profiles) {
  private static final String FILE_NAME = "client.conf";
  private static final String PARLEY = "parley";
  private static final String CLIENT = "client";

  /**
   * Reads the file in the folder. A missing file is the same as an empty one.
   *
   * @throws InvalidSettingsException with every mistake in the file
   */
  public static ClientConfigFile read(Path folder) throws InvalidSettingsException {
    Path file = folder.resolve(FILE_NAME);
    Config root = Files.exists(file) ? ConfigLoader.read(file) : ConfigFactory.empty();
    SettingsReader reader = SettingsReader.at(root);
    reader.names().stream()
        .filter(name -> !Set.of(Profiles.SECTION, Profiles.DEFAULT, PARLEY).contains(name))
        .forEach(name -> reader.addError(name, "is not a setting"));
    if (reader.has(PARLEY)) {
      SettingsReader parley = reader.section(PARLEY);
      parley.names().stream()
          .filter(name -> !name.equals(CLIENT))
          .forEach(name -> parley.addError(name, "cannot be set here: only parley.client can"));
      if (parley.has(CLIENT)) {
        parley.section(CLIENT); // its values are checked when all layers are merged
      }
    }
    Profiles profiles = Profiles.read(file, reader);
    reader.finish();
    return new ClientConfigFile(root.withOnlyPath(PARLEY + "." + CLIENT), profiles);
  }
}
