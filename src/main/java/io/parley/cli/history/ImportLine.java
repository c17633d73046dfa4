package io.parley.cli.history;

import io.parley.history.MessageChanges;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of an import.
 *
 * @param id empty if the message gets a new one
 * @param changes none if the message gets a new id
 */
public record ImportLine(OptionalLong id, NewMessage content, MessageChanges changes)
    implements HistoryLine {

  /** The message with its id, which must be there. */
  public StoredMessage stored() {
    return new StoredMessage(id.orElseThrow(), content, changes, Optional.empty());
  }
}
