package io.parley.connection;

import java.util.Optional;

/**
 * Decides when the stream may bring the next message: not before the one at hand is dealt with, and
 * not while too much of what the peer said is still on its way to the others. So a fast writer is
 * slowed by TCP. One actor owns it.
 */
final class InputCredit {
  private final int maxInFlight;
  private Optional<InputAck> pendingAck = Optional.empty();
  private int inFlight;

  InputCredit(int maxUnheard) {
    this.maxInFlight = maxUnheard;
  }

  /** The stream brought something, and waits. */
  void inputPending(InputAck stream) {
    pendingAck = Optional.of(stream);
  }

  /** A text was given to the room. */
  void messageForwarded() {
    inFlight++;
  }

  /** The room has passed on so many texts. */
  void messagesReturned(int texts) {
    inFlight -= texts;
  }

  /** Whether all that was said has been passed on, and all that was asked for answered. */
  boolean isNothingInFlight() {
    return inFlight <= 0;
  }

  /** Lets the stream go on, if it waits and may. */
  void grant() {
    if (inFlight < maxInFlight) {
      pendingAck.ifPresent(InputAck::acknowledge);
      pendingAck = Optional.empty();
    }
  }
}
