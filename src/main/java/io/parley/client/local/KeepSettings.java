package io.parley.client.local;

import io.parley.config.SettingsReader;

/**
 * What an interactive client keeps for each server.
 *
 * @param ignoredUsers whether the ignored users are kept
 */
public record KeepSettings(boolean ignoredUsers) {
  /** Nothing is kept. */
  public static final KeepSettings NOTHING = new KeepSettings(false);

  /** Reads the settings; the reader collects the errors. */
  public static KeepSettings read(SettingsReader reader) {
    return new KeepSettings(reader.bool("ignored-users"));
  }

  boolean keeps(StorageRequest.Kind kind) {
    return switch (kind) {
      case IGNORED_USERS -> ignoredUsers;
    };
  }
}
