package io.parley.connection;

/**
 * Decides when the stream may deliver the next message of the peer, so that TCP slows a fast
 * writer. The connection's actor owns it. The next message is delivered when
 *
 * <ol>
 *   <li>the last one is handled,
 *   <li>fewer than a maximum of the peer's messages are in flight, by number and by bytes,
 *   <li>no question of the peer waits for its answer. While a room of the peer is suspended, it
 *       does not count: the room keeps the answers back, too.
 * </ol>
 */
final class InputCredit {
  private final PeerStream stream;
  private final int maxInFlight;
  private final int maxBytesInFlight;
  private final OutputBudget budget;
  private boolean inputPending;
  private boolean questionPending;
  private boolean suspended;
  private int inFlight;
  private long bytesInFlight;

  /**
   * @param maxInFlight the maximum number of messages in flight
   * @param maxBytesInFlight at this size of the texts in flight no message is delivered; the last
   *     text may exceed it
   * @param budget counts the bytes in flight of all peers
   */
  InputCredit(PeerStream stream, int maxInFlight, int maxBytesInFlight, OutputBudget budget) {
    this.stream = stream;
    this.budget = budget;
    this.maxInFlight = maxInFlight;
    this.maxBytesInFlight = maxBytesInFlight;
  }

  /** The stream has delivered a message, or is about to, and waits for the acknowledgement. */
  void inputReceived() {
    inputPending = true;
  }

  /**
   * A text was sent to a room.
   *
   * @param bytes the size of the text
   */
  void textForwarded(int bytes) {
    inFlight++;
    bytesInFlight += bytes;
    budget.add(bytes);
  }

  /** A question was sent to another actor. */
  void questionForwarded() {
    inFlight++;
    questionPending = true;
  }

  /**
   * Records the number of delivered texts and answered questions. The bytes of a text are its share
   * of all that are in flight.
   *
   * @param answer whether the question is answered
   */
  void messagesReturned(int count, boolean answer) {
    long bytes = count < inFlight ? bytesInFlight * count / inFlight : bytesInFlight;
    bytesInFlight -= bytes;
    budget.remove(bytes);
    inFlight -= count;
    questionPending &= !answer && inFlight > 0;
  }

  /** Sets whether a room of the peer is suspended. */
  void setSuspended(boolean suspended) {
    this.suspended = suspended;
  }

  /** Whether all texts and questions are delivered or answered. */
  boolean isNothingInFlight() {
    return inFlight <= 0;
  }

  /** The connection ends; nothing counts as in flight. */
  void close() {
    budget.remove(bytesInFlight);
    bytesInFlight = 0;
  }

  /** Acknowledges the last message, unless too much is in flight. */
  void grant() {
    if (inputPending
        && inFlight < maxInFlight
        && bytesInFlight < maxBytesInFlight
        && (suspended || !questionPending)) {
      inputPending = false;
      stream.acknowledgeInput();
    }
  }
}
