package io.parley.client.reconnect;

import io.parley.client.state.ShownRanges;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fetched history of a room, and which of its messages were missed. Part of {@link
 * ReplayFetch}.
 *
 * <p>A message was missed if its id is higher than that of the marker, the newest message that was
 * received. If the marker has no id, or the server has lost its history and restarted the ids, the
 * time decides.
 */
final class MissedMessages {
  private final ShownRanges.Marker marker;
  private final Deque<ServerMessage.RoomText> fetched = new ArrayDeque<>();

  MissedMessages(ShownRanges.Marker marker) {
    this.marker = marker;
  }

  /** Adds messages that are older than all others, the oldest first. */
  void addOlder(List<ServerMessage.RoomText> page) {
    for (int i = page.size() - 1; i >= 0; i--) {
      fetched.addFirst(page.get(i));
    }
  }

  /** The id of the oldest message, if it has one. */
  OptionalLong oldestId() {
    ServerMessage.RoomText first = fetched.peekFirst();
    return first == null ? OptionalLong.empty() : first.stamp().id();
  }

  /** Whether no older message was missed. */
  boolean isComplete() {
    ServerMessage.RoomText first = fetched.peekFirst();
    return first != null && !isMissed(first, isHistoryReset());
  }

  /** The missed messages, the oldest first. */
  List<ServerMessage.RoomText> messages() {
    boolean reset = isHistoryReset();
    List<ServerMessage.RoomText> missed = new ArrayList<>(fetched);
    missed.removeIf(message -> !isMissed(message, reset));
    return missed;
  }

  static OptionalLong id(ServerMessage message) {
    return message.stamp().id();
  }

  private boolean isMissed(ServerMessage.RoomText message, boolean reset) {
    OptionalLong id = message.stamp().id();
    if (id.isEmpty()) {
      return true;
    }
    if (marker.id().isPresent() && !reset) {
      return id.getAsLong() > marker.id().getAsLong();
    }
    return !message.stamp().time().isBefore(marker.time());
  }

  /** Whether the server assigns ids again that it assigned to other messages. */
  boolean isHistoryReset() {
    if (marker.id().isEmpty() || fetched.isEmpty()) {
      return false;
    }
    long shown = marker.id().getAsLong();
    return id(fetched.getLast()).orElse(shown) < shown
        || fetched.stream()
            .anyMatch(
                message ->
                    message.stamp().id().equals(marker.id())
                        && !marker.text().equals(Optional.of(message.text())));
  }
}
