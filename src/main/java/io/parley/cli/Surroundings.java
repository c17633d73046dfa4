package io.parley.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this program finds where it is started.
 *
 * @param environment the variables
 * @param home the user's folder
 * @param userName what the system calls the user
 * @param questions takes the terminal over to ask its user, if there is one
 */
record Surroundings(
    Map<String, String> environment,
    Path home,
    String userName,
    Supplier<Optional<Questions>> questions) {

  /** Those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home", "")),
        System.getProperty("user.name", ""),
        TerminalQuestions::atTerminal);
  }

  /** Where users keep what they set. */
  Path settingsFolder() {
    return folder("XDG_CONFIG_HOME", ".config");
  }

  /** Where programs keep what they remember. */
  Path stateFolder() {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /** As the XDG Base Directory Specification has it: a path that is not absolute does not count. */
  private Path folder(String variable, String usual) {
    return Optional.ofNullable(environment.get(variable))
        .filter(path -> path.startsWith("/"))
        .map(Path::of)
        .orElseGet(() -> home.resolve(usual))
        .resolve("parley");
  }
}
