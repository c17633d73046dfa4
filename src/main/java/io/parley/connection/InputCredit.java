package io.parley.connection;

import java.util.Optional;

/**
 * Decides when the stream may send the next message: when the last one is handled and fewer than a
 * maximum of the peer's messages are in flight. So TCP slows a fast writer. The connection's actor
 * owns it.
 */
final class InputCredit {
  private final int maxInFlight;
  private Optional<InputAck> pendingAck = Optional.empty();
  private int inFlight;

  InputCredit(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  /** The stream has sent a message and waits. */
  void inputPending(InputAck ack) {
    pendingAck = Optional.of(ack);
  }

  /** A text or a request was sent to another actor. */
  void messageForwarded() {
    inFlight++;
  }

  /** Records the number of delivered texts and answered requests. */
  void messagesReturned(int count) {
    inFlight -= count;
  }

  /** Whether all texts and requests are delivered or answered. */
  boolean isNothingInFlight() {
    return inFlight <= 0;
  }

  /** Acknowledges the last message, unless too many are in flight. */
  void grant() {
    if (inFlight < maxInFlight) {
      pendingAck.ifPresent(InputAck::acknowledge);
      pendingAck = Optional.empty();
    }
  }
}
