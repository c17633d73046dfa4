package io.parley.cli.history;

import io.parley.history.NewMessage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of an import.
 *
 * @param id empty if the message gets a new one
 * @param receiver the nickname of the receiver of a private message, whose content has no room;
 *     empty for a message of a room
 */
public record ImportLine(OptionalLong id, NewMessage content, Optional<String> receiver) {
  /** A message of a room. */
  public ImportLine(OptionalLong id, NewMessage content) {
    this(id, content, Optional.empty());
  }
}
