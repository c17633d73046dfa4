package io.parley.cli.destination;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import io.parley.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user has set for the client: {@code client.conf} in their own folder.
 *
 * @param settings what lies above the operator's file: nothing but {@code parley.client}
 */
public record ClientConfigFile(Config settings, Profiles readProfiles) {
  private static final String FILE_NAME = "client.conf";
  private static final String PROFILES = "profiles";
  private static final String DEFAULT = "default";
  private static final String PARLEY = "parley";
  private static final String CLIENT = "client";
  private static final Set<String> PROFILE_KEYS =
      Set.of("server", "host", "port", "nickname", "room", "dialect");
  private static final Pattern PROFILE_NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

  /**
   * Reads it, if there is one.
   *
   * @throws InvalidSettingsException with every mistake there is
   */
  public static ClientConfigFile read(Path folder) throws InvalidSettingsException {
    Path file = folder.resolve(FILE_NAME);
    Config root = Files.exists(file) ? ConfigLoader.read(file) : ConfigFactory.empty();
    SettingsReader top = SettingsReader.at(root);
    top.names().stream()
        .filter(name -> !Set.of(PROFILES, DEFAULT, PARLEY).contains(name))
        .forEach(name -> top.addError(name, "is no setting"));
    if (top.has(PARLEY)) {
      SettingsReader parley = top.section(PARLEY);
      parley.names().stream()
          .filter(name -> !name.equals(CLIENT))
          .forEach(name -> parley.addError(name, "cannot be set here: only parley.client can"));
      if (parley.has(CLIENT)) {
        parley.section(CLIENT); // what is in it is read where all layers are together
      }
    }
    NavigableMap<String, PartialDestination> all = readProfiles(top);
    Optional<String> usual = top.has(DEFAULT) ? Optional.of(top.string(DEFAULT)) : Optional.empty();
    if (usual.filter(name -> !name.isEmpty() && !all.containsKey(name)).isPresent()) {
      top.addError(DEFAULT, "must name a profile, and is " + usual.orElseThrow());
    }
    top.finish();
    return new ClientConfigFile(
        root.withOnlyPath(PARLEY + "." + CLIENT), new Profiles(file, all, usual));
  }

  private static NavigableMap<String, PartialDestination> readProfiles(SettingsReader top) {
    NavigableMap<String, PartialDestination> all = new TreeMap<>();
    if (top.has(PROFILES)) {
      SettingsReader section = top.section(PROFILES);
      for (String name : section.names()) {
        if (!PROFILE_NAME.matcher(name).matches()) {
          section.addError(name, "must be made of letters, digits, _ and -");
        }
        all.put(name, readProfile(section.section(name)));
      }
    }
    return all;
  }

  private static PartialDestination readProfile(SettingsReader reader) {
    reader.rejectUnknown(PROFILE_KEYS);
    if (reader.has("server") == reader.has("host")) {
      reader.addError("server", "or host must be there, and not both");
    }
    PartialDestination said =
        new PartialDestination(
            optionalString(reader, "nickname"),
            optionalString(reader, "host"),
            reader.has("port")
                ? Optional.of(reader.integer("port", 1, PortConverter.MAX))
                : Optional.empty(),
            optionalString(reader, "room"),
            reader.has("dialect")
                ? Optional.of(reader.oneOf("dialect", Dialects.names()))
                : Optional.empty());
    return said.orElse(readServerUri(reader));
  }

  private static PartialDestination readServerUri(SettingsReader reader) {
    if (reader.has("server")) {
      try {
        return DestinationUri.parse(reader.possiblyEmptyString("server"));
      } catch (InvalidDestinationException e) {
        reader.addError("server", "is wrong: " + e.reason());
      }
    }
    return PartialDestination.EMPTY;
  }

  private static Optional<String> optionalString(SettingsReader reader, String name) {
    return reader.has(name) ? Optional.of(reader.string(name)) : Optional.empty();
  }
}
