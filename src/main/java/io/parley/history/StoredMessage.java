package io.parley.history;

/**
 * What is kept.
 *
 * @param id at least 1; ids rise in the order in which it was said, over all rooms, and are never
 *     given twice
 */
public record StoredMessage(long id, NewMessage content) {
  public StoredMessage {
    if (id < 1) {
      throw new IllegalArgumentException("id must be at least 1");
    }
  }
}
