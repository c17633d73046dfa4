package io.parley.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and layers the configuration. From the strongest: {@code -D} on the command line, system
 * properties, what a user has set for themselves, the operator's file, the defaults of
 * reference.conf.
 */
public final class ConfigLoader {
  /**
   * The system property that names the operator's file; the launcher sets it. The same as in the
   * Config library.
   */
  public static final String FILE_PROPERTY = "config.file";

  private static final Config PEKKO = ConfigFactory.parseResources("pekko.conf");

  private ConfigLoader() {}

  /**
   * Loads all layers.
   *
   * @param file the operator's file: this one, or else the one that {@value #FILE_PROPERTY} names,
   *     or else the one in the jar
   * @param overrides settings by their paths
   * @throws InvalidSettingsException if the file cannot be read or is not HOCON, or a path or value
   *     of an override is malformed
   */
  public static Config load(Optional<Path> file, Map<String, String> overrides)
      throws InvalidSettingsException {
    return load(file, ConfigFactory.empty(), overrides);
  }

  /**
   * Loads all layers, and one between the operator's file and the system properties.
   *
   * @param own what a user has set for themselves
   * @throws InvalidSettingsException as without it
   */
  public static Config load(Optional<Path> file, Config own, Map<String, String> overrides)
      throws InvalidSettingsException {
    try {
      return parse(overrides)
          .withFallback(ConfigFactory.systemProperties())
          .withFallback(own)
          .withFallback(operatorFile(file))
          .withFallback(PEKKO)
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
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

  private static Config operatorFile(Optional<Path> file) throws InvalidSettingsException {
    Optional<Path> named =
        file.or(() -> Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of));
    if (named.isEmpty()) {
      return ConfigFactory.parseResources("application.conf");
    }
    return rejectUnknownSections(parse(named.get()));
  }

  private static Config parse(Path path) throws InvalidSettingsException {
    if (!Files.exists(path)) {
      throw new InvalidSettingsException(List.of(path + ": no such file"));
    }
    if (Files.isDirectory(path) || !Files.isReadable(path)) {
      throw new InvalidSettingsException(List.of(path + ": cannot be read"));
    }
    return ConfigFactory.parseFile(
        path.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /** A setting outside the sections that there are is most often one whose path was cut short. */
  private static Config rejectUnknownSections(Config file) throws InvalidSettingsException {
    Set<String> sections =
        new HashSet<>(ConfigFactory.defaultReferenceUnresolved().root().keySet());
    sections.addAll(PEKKO.root().keySet());
    List<String> mistakes =
        file.root().entrySet().stream()
            .filter(entry -> !sections.contains(entry.getKey()))
            .map(
                entry ->
                    SettingErrors.location(entry.getValue().origin())
                        + entry.getKey()
                        + " is no section of settings")
            .sorted()
            .toList();
    if (!mistakes.isEmpty()) {
      throw new InvalidSettingsException(mistakes);
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
