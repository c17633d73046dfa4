package io.parley.connection;

import java.time.Duration;

/**
 * What one connection may take.
 *
 * @param maxText the most characters of one text
 * @param maxSendQueue how many bytes may wait for a peer that does not read
 * @param maxInFlight how many texts of a peer may be on their way to the others before it is made
 *     to wait
 * @param maxRooms in how many rooms a peer may be at once, the lobby counted
 * @param maxHistory the most messages of the past in one answer
 * @param historyTimeout how long a history query may take
 * @param registration how long a peer may take to register
 * @param idle how long a peer may say nothing at all; it is noticed within twice the time
 * @param drain how long an ending connection may take to send what is left
 */
public record ConnectionSettings(
    int maxText,
    int maxSendQueue,
    int maxInFlight,
    int maxRooms,
    int maxHistory,
    Duration historyTimeout,
    Duration registration,
    Duration idle,
    Duration drain) {

  /**
   * When a stream that is ending is reset: early enough for the whole server to end by the drain
   * deadline.
   */
  public Duration resetAfter() {
    return drain.multipliedBy(9).dividedBy(10);
  }
}
