package io.parley.connection;

import io.parley.history.SearchBudget;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.List;

/**
 * The limits of one connection.
 *
 * @param maxText the maximum length of one text, in characters
 * @param maxSendQueue the size of the send queue, in bytes
 * @param maxInFlight the maximum number of texts and requests that are not delivered or answered
 *     yet; at this number the server stops reading
 * @param maxPendingOutput the encoded size, in bytes, of what may wait for the peer while the
 *     server reads from it, and of the peer's texts that are not delivered yet
 * @param outputMemoryPercent the share of the maximum heap that the output of all connections may
 *     take, in percent
 * @param autoJoin the rooms that a newcomer enters, in their order; the first is the current one
 * @param maxRooms the maximum number of rooms
 * @param maxHistory the maximum number of messages in one answer of the history
 * @param historyTimeout the deadline of a history query
 * @param maxQueuedQueries the maximum number of history queries of all connections that wait
 * @param searchBudget what one search of the history may cost
 * @param registration the deadline of the registration
 * @param idle the time without input after which the connection ends, at most twice this time later
 * @param writeTimeout the time without progress of a write after which the peer is disconnected
 * @param drain the time that a closing connection has to send queued messages
 */
public record ConnectionSettings(
    int maxText,
    int maxSendQueue,
    int maxInFlight,
    int maxPendingOutput,
    int outputMemoryPercent,
    List<RoomName> autoJoin,
    int maxRooms,
    int maxHistory,
    Duration historyTimeout,
    int maxQueuedQueries,
    SearchBudget searchBudget,
    Duration registration,
    Duration idle,
    Duration writeTimeout,
    Duration drain) {
  public ConnectionSettings {
    autoJoin = List.copyOf(autoJoin);
  }

  /**
   * The time after which a closing stream is reset: shorter than the drain timeout, so that the
   * server ends in time.
   */
  public Duration resetAfter() {
    return drain.multipliedBy(9).dividedBy(10);
  }
}
