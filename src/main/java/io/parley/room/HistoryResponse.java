package io.parley.room;

import io.parley.history.StoredMessage;
import java.util.List;
import java.util.Optional;

/** A reply of {@link HistoryWriter} or {@link RoomHistoryLoader} to a room. */
public sealed interface HistoryResponse extends ChatRoom.Command {

  /**
   * All messages of one {@link HistoryWriter.Store} are stored.
   *
   * @param messages in the order of the request; empty if the store has not returned them, on which
   *     the room restarts from its history
   */
  record Stored(List<StoredMessage> messages) implements HistoryResponse {}

  /**
   * The newest messages of the room.
   *
   * @param messages in the order of their ids
   * @param topic the newest topic message
   * @param missed all messages after the id of the request, if it has one
   */
  record RecentLoaded(
      List<StoredMessage> messages, Optional<StoredMessage> topic, List<StoredMessage> missed)
      implements HistoryResponse {}

  /**
   * The answer to {@link HistoryWriter.Revise}.
   *
   * @param outcome what was changed, if anything
   */
  record RevisionDone(MessageReviser.Outcome outcome) implements HistoryResponse {}

  /** The history fails. The sender retries until it succeeds. */
  enum StoreFailed implements HistoryResponse {
    INSTANCE
  }
}
