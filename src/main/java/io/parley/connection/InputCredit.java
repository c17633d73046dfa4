package io.parley.connection;

import java.util.Optional;

/**
 * Decides when the stream may bring the next message: not before the one at hand is dealt with, and
 * not while too much of what the peer said is still on its way to the others. So a fast writer is
 * slowed by TCP. One actor owns it.
 */
final class InputCredit {
  private final int maxUnheard;
  private Optional<Reading> waiting = Optional.empty();
  private int unheard;

  InputCredit(int maxUnheard) {
    this.maxUnheard = maxUnheard;
  }

  /** The stream brought something, and waits. */
  void waits(Reading stream) {
    waiting = Optional.of(stream);
  }

  /** A text was given to the room. */
  void said() {
    unheard++;
  }

  /** The room has passed on so many texts. */
  void heard(int texts) {
    unheard -= texts;
  }

  /** Whether all that was said has been passed on, and all that was asked for answered. */
  boolean isEven() {
    return unheard <= 0;
  }

  /** Lets the stream go on, if it waits and may. */
  void grant() {
    if (unheard < maxUnheard) {
      waiting.ifPresent(Reading::readOn);
      waiting = Optional.empty();
    }
  }
}
