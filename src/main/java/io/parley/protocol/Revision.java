package io.parley.protocol;

/** What was done to messages of a room after they were said. */
public sealed interface Revision {

  /** Their author has changed the words. */
  record Edited() implements Revision {}

  /** Somebody has deleted them. */
  record Deleted() implements Revision {}

  /**
   * Somebody has reacted.
   *
   * @param added whether the reaction is new, or was taken back
   */
  record Reacted(Emoji emoji, boolean added) implements Revision {}
}
