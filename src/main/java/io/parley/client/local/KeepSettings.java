package io.parley.client.local;

import io.parley.config.SettingsReader;

/**
 * What an interactive client keeps for each server.
 *
 * @param ignoredUsers whether the ignored users are kept
 * @param rooms whether the rooms are kept, and entered at the next start
 * @param privateMessages whether private conversations are kept
 * @param conversationSize the size of one conversation, in bytes
 * @param conversations the number of conversations
 */
public record KeepSettings(
    boolean ignoredUsers,
    boolean rooms,
    boolean privateMessages,
    int conversationSize,
    int conversations) {
  private static final int MIN_SIZE = 64 * 1024;
  private static final int MAX_SIZE = 64 * 1024 * 1024;
  private static final int MAX_CONVERSATIONS = 10_000;

  /** Nothing is kept. */
  public static final KeepSettings NOTHING = new KeepSettings(false, false, false, 0, 0);

  /** Reads the settings; the reader collects the errors. */
  public static KeepSettings read(SettingsReader reader) {
    return new KeepSettings(
        reader.bool("ignored-users"),
        reader.bool("rooms"),
        reader.bool("private-messages"),
        reader.bytes("conversation-size", MIN_SIZE, MAX_SIZE),
        reader.integer("conversations", 1, MAX_CONVERSATIONS));
  }

  boolean keeps(StorageRequest.Kind kind) {
    return switch (kind) {
      case IGNORED_USERS -> ignoredUsers;
      case ROOMS -> rooms;
      case PRIVATE_MESSAGES -> privateMessages;
    };
  }
}
