package io.parley.cli.terminal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The environment of the process.
 *
 * @param variables the environment variables
 * @param home the home directory of the user
 * @param userName the login name of the user
 * @param userPrompt opens the prompt at the terminal; empty if there is no terminal
 */
public record Environment(
    Map<String, String> variables,
    Path home,
    String userName,
    Supplier<Optional<UserPrompt>> userPrompt) {

  /** The environment of this process. */
  public static Environment ofCurrentProcess() {
    return new Environment(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        System.getProperty("user.name", ""),
        TerminalPrompt::open);
  }

  /** The directory of the user's configuration files. */
  public Path configFolder() {
    return folder("XDG_CONFIG_HOME", ".config");
  }

  /** The directory of the user's state files. */
  public Path stateFolder() {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /** XDG Base Directory Specification: a path that is not absolute is ignored. */
  private Path folder(String variable, String defaultFolder) {
    return Optional.ofNullable(variables.get(variable))
        .filter(path -> path.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> home.resolve(defaultFolder))
        .resolve("parley");
  }
}
