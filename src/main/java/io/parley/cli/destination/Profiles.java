package io.parley.cli.destination;

import io.parley.cli.option.PortConverter;
import io.parley.config.SettingsReader;
import io.parley.dialect.Dialects;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Named destinations of a user.
 *
 * @param file the file that defines them, for error messages
 * @param passwordCommands the shell commands that print the password, by the names of the profiles
 *     that have one
 * @param defaultName the profile that is used if the command line names no destination
 */
public record Profiles(
    Path file,
    NavigableMap<String, PartialDestination> all,
    Map<String, String> passwordCommands,
    Optional<String> defaultName) {
  static final String SECTION = "profiles";
  static final String DEFAULT = "default";

  private static final String TLS = "tls";
  private static final String PASSWORD_COMMAND = "password-command";
  private static final Set<String> KEYS =
      Set.of(
          "server", "host", "port", "nickname", "room", "rooms", "dialect", TLS, PASSWORD_COMMAND);
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

  /**
   * Reads the profiles and the name of the default profile. Mistakes are added to the reader.
   *
   * @param reader the root of the file
   */
  static Profiles read(Path file, SettingsReader reader) {
    NavigableMap<String, PartialDestination> all = new TreeMap<>();
    Map<String, String> passwordCommands = new HashMap<>();
    if (reader.has(SECTION)) {
      SettingsReader section = reader.section(SECTION);
      for (String name : section.names()) {
        if (!NAME.matcher(name).matches()) {
          section.addError(name, "must consist of letters, digits, _ and -");
        }
        SettingsReader profile = section.section(name);
        all.put(name, readProfile(profile));
        optionalString(profile, PASSWORD_COMMAND)
            .ifPresent(command -> passwordCommands.put(name, command));
      }
    }
    Optional<String> defaultName =
        reader.has(DEFAULT) ? Optional.of(reader.string(DEFAULT)) : Optional.empty();
    if (defaultName.filter(name -> !name.isEmpty() && !all.containsKey(name)).isPresent()) {
      reader.addError(DEFAULT, "must name a profile, but is " + defaultName.orElseThrow());
    }
    return new Profiles(file, all, passwordCommands, defaultName);
  }

  private static PartialDestination readProfile(SettingsReader reader) {
    reader.rejectUnknown(KEYS);
    if (reader.has("server") == reader.has("host")) {
      reader.addError("server", "or host must be set, but not both");
    }
    PartialDestination keys =
        new PartialDestination(
            optionalString(reader, "nickname"),
            optionalString(reader, "host"),
            reader.has("port")
                ? Optional.of(reader.integer("port", 1, PortConverter.MAX))
                : Optional.empty(),
            optionalString(reader, "room"),
            reader.has("rooms") ? reader.strings("rooms") : List.of(),
            reader.has("dialect")
                ? Optional.of(reader.oneOf("dialect", Dialects.names()))
                : Optional.empty(),
            reader.has(TLS) ? Optional.of(reader.bool(TLS)) : Optional.empty());
    PartialDestination server = readServerUri(reader);
    if (server.tls().isPresent() && keys.tls().equals(Optional.of(false))) {
      reader.addError(TLS, "must not be off for a server with parleys://");
    }
    return keys.orElse(server);
  }

  private static PartialDestination readServerUri(SettingsReader reader) {
    if (reader.has("server")) {
      try {
        return DestinationUri.parse(reader.possiblyEmptyString("server"));
      } catch (InvalidDestinationException e) {
        reader.addError("server", "is invalid: " + e.reason());
      }
    }
    return PartialDestination.EMPTY;
  }

  private static Optional<String> optionalString(SettingsReader reader, String name) {
    return reader.has(name) ? Optional.of(reader.string(name)) : Optional.empty();
  }

  /** The command of a profile that prints the password; empty if it has none. */
  public Optional<PasswordCommand> passwordCommand(String profile) {
    return Optional.ofNullable(passwordCommands.get(profile)).map(PasswordCommand::new);
  }

  /** The default profile, or an empty destination if there is none. */
  PartialDestination defaultProfile() {
    return defaultName.map(all::get).orElse(PartialDestination.EMPTY);
  }

  /**
   * Returns the profile of this name.
   *
   * @throws InvalidDestinationException if there is none; the message lists the profiles
   */
  PartialDestination find(String name) throws InvalidDestinationException {
    PartialDestination found = all.get(name);
    if (found == null) {
      throw new InvalidDestinationException(
          "unknown profile '"
              + name
              + "' ("
              + describeKnown()
              + "); to use it as a nickname, add a HOST");
    }
    return found;
  }

  private String describeKnown() {
    return all.isEmpty()
        ? file + " defines none"
        : "known profiles: " + String.join(", ", all.keySet());
  }
}
