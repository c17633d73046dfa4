package io.parley.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import io.parley.file.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Loads the configuration from its layers. From the highest rank to the lowest: {@code -D} on the
 * command line, system properties, the user's own file, the operator's file, pekko.conf,
 * reference.conf. In each layer a renamed setting may still have its old name.
 */
public final class ConfigLoader {
  /**
   * The system property that names the operator's file; the launcher sets it. The same as in the
   * Config library.
   */
  public static final String FILE_PROPERTY = "config.file";

  private static final Config DEFAULTS =
      ConfigFactory.parseResources("pekko.conf")
          .withFallback(ConfigFactory.defaultReferenceUnresolved());

  private static final RenamedSettings RENAMED = RenamedSettings.create(DEFAULTS);

  private ConfigLoader() {}

  /**
   * Loads all layers but the user's own file, and ignores warnings.
   *
   * @throws InvalidSettingsException as {@link #load(Optional, Config, Map, Consumer)} does
   */
  public static Config load(Optional<Path> file, Map<String, String> overrides)
      throws InvalidSettingsException {
    return load(file, ConfigFactory.empty(), overrides, warning -> {});
  }

  /**
   * Loads all layers.
   *
   * @param file the operator's file; if empty, the file that {@value #FILE_PROPERTY} names, or else
   *     application.conf in the jar
   * @param own settings from the user's own file
   * @param overrides values by path
   * @param warnings gets one line for each setting with an old name: file and line, old name, new
   *     name
   * @throws InvalidSettingsException if the file cannot be read or is not HOCON, the path or value
   *     of an override is malformed, or one layer sets both names of a renamed setting
   */
  public static Config load(
      Optional<Path> file, Config own, Map<String, String> overrides, Consumer<String> warnings)
      throws InvalidSettingsException {
    try {
      return RENAMED
          .apply(parse(overrides), warnings)
          .withFallback(RENAMED.apply(ConfigFactory.systemProperties(), warnings))
          .withFallback(RENAMED.apply(own, warnings))
          .withFallback(operatorFile(file, warnings))
          .withFallback(DEFAULTS)
          .resolve();
    } catch (ConfigException e) {
      throw toInvalidSettings(e);
    }
  }

  /**
   * Reads one file alone.
   *
   * @throws InvalidSettingsException if it cannot be read or is not HOCON
   */
  public static Config read(Path file) throws InvalidSettingsException {
    try {
      return parse(file).resolve();
    } catch (ConfigException e) {
      throw toInvalidSettings(e);
    }
  }

  private static InvalidSettingsException toInvalidSettings(ConfigException e) {
    return new InvalidSettingsException(List.of(String.valueOf(e.getMessage()).replace('\n', ' ')));
  }

  private static Config operatorFile(Optional<Path> file, Consumer<String> warnings)
      throws InvalidSettingsException {
    Optional<Path> named =
        file.or(() -> Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of));
    if (named.isEmpty()) {
      return ConfigFactory.parseResources("application.conf");
    }
    return rejectUnknownSections(RENAMED.apply(parse(named.get()), warnings));
  }

  private static Config parse(Path path) throws InvalidSettingsException {
    try {
      FileErrors.requireReadableFile(path);
    } catch (IOException e) {
      throw new InvalidSettingsException(List.of(path + ": " + FileErrors.describe(e)));
    }
    return ConfigFactory.parseFile(
        path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /** An unknown section is usually a setting whose path is incomplete. */
  private static Config rejectUnknownSections(Config file) throws InvalidSettingsException {
    Set<String> sections = DEFAULTS.root().keySet();
    List<String> errors =
        file.root().entrySet().stream()
            .filter(entry -> !sections.contains(entry.getKey()))
            .map(
                entry ->
                    SettingErrors.location(entry.getValue().origin())
                        + entry.getKey()
                        + " is not a section of settings")
            .sorted()
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidSettingsException(errors);
    }
    return file;
  }

  private static Config parse(Map<String, String> overrides) {
    Config all = ConfigFactory.empty();
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      Config one =
          ConfigFactory.parseString(
              ConfigUtil.joinPath(ConfigUtil.splitPath(override.getKey()))
                  + " = "
                  + toHocon(override.getValue()),
              ConfigParseOptions.defaults().setOriginDescription("-D" + override.getKey()));
      all = one.withFallback(all);
    }
    return all;
  }

  /**
   * Lists and objects as they are written, everything else as a string, which HOCON reads as a
   * number where one is asked for.
   */
  private static String toHocon(String value) {
    return value.startsWith("[") || value.startsWith("{") ? value : ConfigUtil.quoteString(value);
  }
}
