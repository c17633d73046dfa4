package io.parley.cli.destination;

import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The ways that a user has given names.
 *
 * @param file where they stand
 * @param defaultName the one to take where nothing else is said
 */
public record Profiles(
    Path file, NavigableMap<String, PartialDestination> all, Optional<String> defaultName) {

  /** Nothing where none is named as the usual one. */
  PartialDestination defaultProfile() {
    return defaultName.map(all::get).orElse(PartialDestination.EMPTY);
  }

  PartialDestination find(String name) throws InvalidDestinationException {
    PartialDestination found = all.get(name);
    if (found == null) {
      throw new InvalidDestinationException(
          "'"
              + name
              + "' is no profile; "
              + describeKnown()
              + " (a nickname is followed by a host)");
    }
    return found;
  }

  private String describeKnown() {
    return all.isEmpty()
        ? "there is none in " + file
        : (all.size() == 1 ? "there is " : "there are ") + String.join(", ", all.keySet());
  }
}
