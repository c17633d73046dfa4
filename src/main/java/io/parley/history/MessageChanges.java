package io.parley.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to a message since it was stored.
 *
 * @param edited when its text was replaced last; empty if it never was
 * @param deletedBy who deleted it; empty if it is there
 * @param reactions in the order of the first reaction of each emoji
 */
public record MessageChanges(
    Optional<Instant> edited, Optional<String> deletedBy, List<Reaction> reactions) {

  /** A message as it was stored. */
  public static final MessageChanges NONE =
      new MessageChanges(Optional.empty(), Optional.empty(), List.of());

  /**
   * Rejects what some database cannot store, as {@link NewMessage} does.
   *
   * @throws IllegalArgumentException for such a value
   */
  public MessageChanges {
    edited.ifPresent(NewMessage::requireStorable);
    edited = edited.map(NewMessage::truncate);
    deletedBy.ifPresent(name -> NewMessage.requireStorable("deletedBy", name));
    reactions = List.copyOf(reactions);
  }

  /** Whether the text was replaced or deleted. */
  public boolean isTextChanged() {
    return edited.isPresent() || deletedBy.isPresent();
  }

  /** The same with other reactions. */
  public MessageChanges withReactions(List<Reaction> changed) {
    return new MessageChanges(edited, deletedBy, changed);
  }
}
