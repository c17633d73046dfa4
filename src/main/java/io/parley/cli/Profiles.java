package io.parley.cli;

import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The ways that a user has given names.
 *
 * @param file where they stand
 * @param usual the one to take where nothing else is said
 */
record Profiles(Path file, NavigableMap<String, Directions> all, Optional<String> usual) {

  /** Nothing where none is named as the usual one. */
  Directions usualOne() {
    return usual.map(all::get).orElse(Directions.NONE);
  }

  Directions find(String name) throws WrongDestinationException {
    Directions found = all.get(name);
    if (found == null) {
      throw new WrongDestinationException(
          "'" + name + "' is no profile; " + known() + " (a nickname is followed by a host)");
    }
    return found;
  }

  private String known() {
    return all.isEmpty()
        ? "there is none in " + file
        : (all.size() == 1 ? "there is " : "there are ") + String.join(", ", all.keySet());
  }
}
