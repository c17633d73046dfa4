package io.parley.history;

/**
 * A stored message.
 *
 * @param id at least 1; ids rise in the order of storage, over all rooms, and are never assigned
 *     twice
 */
public record StoredMessage(long id, NewMessage content) {
  /**
   * The maximum id of an import: 2^53, up to which every program that reads JSON is exact. Far more
   * ids are left above it than a server can assign.
   */
  public static final long MAX_IMPORTED_ID = 1L << 53;

  public StoredMessage {
    if (id < 1) {
      throw new IllegalArgumentException("id must be at least 1");
    }
  }
}
