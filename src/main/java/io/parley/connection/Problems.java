package io.parley.connection;

import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;

/** What a connection has to tell its peer on its own account. */
final class Problems {
  static final Problem NOT_REGISTERED =
      new Problem(Code.NOT_REGISTERED, "Say hello with a nickname first.");
  static final Problem ALREADY_REGISTERED =
      new Problem(Code.ALREADY_REGISTERED, "You are registered here already.");

  private Problems() {}

  static Problem registrationOverdue(ConnectionSettings settings) {
    return new Problem(
        Code.REGISTRATION_TIMEOUT,
        "Nobody registered within "
            + settings.registration().toSeconds()
            + " seconds; the connection ends.");
  }

  static Problem idle(ConnectionSettings settings) {
    return new Problem(
        Code.IDLE_TIMEOUT,
        "Nothing was said here for "
            + settings.idle().toMinutes()
            + " minutes; the connection ends.");
  }

  static Problem tooSlow(ConnectionSettings settings) {
    return new Problem(
        Code.TOO_SLOW,
        "More than "
            + settings.maxOutbox()
            + " bytes waited to be read here; the connection ends.");
  }
}
