package io.parley.client.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ctrl-C in an empty line leaves only if it is pressed again soon: people press it to clear a line,
 * or out of habit. Thread-safe.
 */
final class LeaveConfirmation {
  /** How long the second Ctrl-C counts. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final String HINT = "press Ctrl-C again to leave";

  private final Clock clock;
  private volatile Optional<Instant> asked = Optional.empty();

  LeaveConfirmation(Clock clock) {
    this.clock = clock;
  }

  /** Ctrl-C was pressed in an empty line. Returns whether it is the second one in time. */
  synchronized boolean onInterrupt() {
    boolean confirmed = isPending();
    asked = confirmed ? Optional.empty() : Optional.of(clock.instant());
    return confirmed;
  }

  /** The user does something else. */
  void cancel() {
    asked = Optional.empty();
  }

  /** What to press to leave, while that is possible. */
  Optional<String> hint() {
    return isPending() ? Optional.of(HINT) : Optional.empty();
  }

  /** A clock that was set back counts as too late. */
  private boolean isPending() {
    Instant now = clock.instant();
    return asked
        .filter(first -> !now.isBefore(first) && now.isBefore(first.plus(TIMEOUT)))
        .isPresent();
  }
}
