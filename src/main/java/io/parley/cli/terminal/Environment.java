package io.parley.cli.terminal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this program finds where it is started.
 *
 * @param variables the variables
 * @param home the user's folder
 * @param userName what the system calls the user
 * @param userPrompt takes the terminal over to ask its user, if there is one
 */
public record Environment(
    Map<String, String> variables,
    Path home,
    String userName,
    Supplier<Optional<UserPrompt>> userPrompt) {

  /** Those of this process. */
  public static Environment ofCurrentProcess() {
    return new Environment(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        System.getProperty("user.name", ""),
        TerminalPrompt::open);
  }

  /** Where users keep what they set. */
  public Path configFolder() {
    return folder("XDG_CONFIG_HOME", ".config");
  }

  /** Where programs keep what they remember. */
  public Path stateFolder() {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /** As the XDG Base Directory Specification has it: a path that is not absolute does not count. */
  private Path folder(String variable, String usual) {
    return Optional.ofNullable(variables.get(variable))
        .filter(path -> path.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> home.resolve(usual))
        .resolve("parley");
  }
}
