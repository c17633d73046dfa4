package io.parley.conversation;

/**
 * A stored private message.
 *
 * @param id at least 1; ids rise in the order of storage, over all conversations, and are never
 *     assigned twice. They are independent of the ids of rooms
 */
public record StoredPrivateMessage(long id, NewPrivateMessage content) {
  public StoredPrivateMessage {
    if (id < 1) {
      throw new IllegalArgumentException("id must be at least 1");
    }
  }
}
