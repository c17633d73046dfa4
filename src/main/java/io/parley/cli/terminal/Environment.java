package io.parley.cli.terminal;

import io.parley.config.InvalidSettingsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The environment of the process.
 *
 * @param variables the environment variables
 * @param systemHome the home directory according to the user database; {@code ?} if it has none
 * @param userName the login name of the user
 * @param userPrompt opens the prompt at the terminal; empty if there is no terminal
 */
public record Environment(
    Map<String, String> variables,
    String systemHome,
    String userName,
    Supplier<Optional<UserPrompt>> userPrompt) {
  private static final String HOME = "HOME";

  /** Java puts it in place of bytes that it cannot decode. */
  private static final String REPLACEMENT = "\uFFFD";

  /** The environment of this process. */
  public static Environment ofCurrentProcess() {
    return new Environment(
        System.getenv(),
        System.getProperty("user.home", ""),
        System.getProperty("user.name", ""),
        TerminalPrompt::open);
  }

  /**
   * The directory of the user's configuration files.
   *
   * @throws InvalidSettingsException if there is no home directory, or its path cannot be read
   */
  public Path configFolder() throws InvalidSettingsException {
    return folder("XDG_CONFIG_HOME", ".config");
  }

  /**
   * The directory of the user's state files.
   *
   * @throws InvalidSettingsException if there is no home directory, or its path cannot be read
   */
  public Path stateFolder() throws InvalidSettingsException {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /**
   * XDG Base Directory Specification: the variable, or else the default folder in the home
   * directory. A path that is not absolute is ignored.
   */
  private Path folder(String variable, String defaultFolder) throws InvalidSettingsException {
    Optional<String> ownFolder = absolute(variables.get(variable));
    if (ownFolder.isPresent()) {
      return path(ownFolder.get(), variable).resolve("parley");
    }
    String home =
        absolute(variables.get(HOME))
            .or(() -> absolute(systemHome))
            .orElseThrow(
                () ->
                    invalid(
                        "there is no home directory: set HOME or "
                            + variable
                            + " to an absolute path"));
    return path(home, HOME).resolve(defaultFolder).resolve("parley");
  }

  private static Optional<String> absolute(@Nullable String path) {
    return Optional.ofNullable(path).filter(any -> any.startsWith("/"));
  }

  private static Path path(String text, String variable) throws InvalidSettingsException {
    try {
      if (!text.contains(REPLACEMENT)) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      // The same problem: the locale has no encoding for it.
    }
    throw invalid(
        "the path in "
            + variable
            + " is not in the encoding of the locale ("
            + System.getProperty("sun.jnu.encoding")
            + "): use a UTF-8 locale such as LC_ALL=C.UTF-8");
  }

  private static InvalidSettingsException invalid(String error) {
    return new InvalidSettingsException(List.of(error));
  }
}
