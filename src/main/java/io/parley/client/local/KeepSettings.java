package io.parley.client.local;

import io.parley.config.SettingsReader;

/**
 * What an interactive client keeps for each server.
 *
 * @param ignoredUsers whether the ignored users are kept
 * @param rooms whether the rooms are kept, and entered at the next start
 */
public record KeepSettings(boolean ignoredUsers, boolean rooms) {
  /** Nothing is kept. */
  public static final KeepSettings NOTHING = new KeepSettings(false, false);

  /** Reads the settings; the reader collects the errors. */
  public static KeepSettings read(SettingsReader reader) {
    return new KeepSettings(reader.bool("ignored-users"), reader.bool("rooms"));
  }

  boolean keeps(StorageRequest.Kind kind) {
    return switch (kind) {
      case IGNORED_USERS -> ignoredUsers;
      case ROOMS -> rooms;
    };
  }
}
