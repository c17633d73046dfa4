package io.parley.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's own state is kept from run to run, as the XDG Base Directory Specification has
 * it.
 */
final class StateFolder {
  private StateFolder() {}

  /** A file there, which may not exist; empty where nobody knows the home of this person. */
  static Optional<Path> file(String name) {
    return file(name, System.getenv("XDG_STATE_HOME"), System.getProperty("user.home"));
  }

  /** Only an absolute path counts, says the specification. */
  static Optional<Path> file(String name, @Nullable String xdgStateHome, @Nullable String home) {
    try {
      if (xdgStateHome != null && Path.of(xdgStateHome).isAbsolute()) {
        return Optional.of(Path.of(xdgStateHome, "parley", name));
      }
      return Optional.ofNullable(home)
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder, ".local", "state", "parley", name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
