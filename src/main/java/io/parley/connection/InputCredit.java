package io.parley.connection;

/**
 * Decides when the stream may deliver the next message: when the last one is handled and fewer than
 * a maximum of the peer's messages are in flight. So TCP slows a fast writer. The connection's
 * actor owns it.
 */
final class InputCredit {
  private final PeerStream stream;
  private final int maxInFlight;
  private boolean inputPending;
  private int inFlight;

  InputCredit(PeerStream stream, int maxInFlight) {
    this.stream = stream;
    this.maxInFlight = maxInFlight;
  }

  /** The stream has delivered a message, or is about to, and waits for the acknowledgement. */
  void inputReceived() {
    inputPending = true;
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
    if (inputPending && inFlight < maxInFlight) {
      inputPending = false;
      stream.acknowledgeInput();
    }
  }
}
