package io.parley.history;

/**
 * A stored message.
 *
 * @param id at least 1; ids rise in the order of storage, over all rooms, and are never assigned
 *     twice
 */
public record StoredMessage(long id, NewMessage content) {
  public StoredMessage {
    if (id < 1) {
      throw new IllegalArgumentException("id must be at least 1");
    }
  }
}
