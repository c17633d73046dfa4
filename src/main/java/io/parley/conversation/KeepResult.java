package io.parley.conversation;

import io.parley.protocol.Problem;

/** Whether a private message is stored. */
public sealed interface KeepResult {

  /** The message is on the disk. */
  record Stored(StoredPrivateMessage message) implements KeepResult {}

  /**
   * The message is not stored, except if the code is {@code TRY_LATER} and the database has failed
   * during the commit: then it may be.
   */
  record NotStored(Problem problem) implements KeepResult {}
}
