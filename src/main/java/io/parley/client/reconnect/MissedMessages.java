package io.parley.client.reconnect;

import io.parley.client.model.MessageFields;
import io.parley.client.state.ReadMarkers;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the server has told of a room's past, and which of it was missed. Used by one thread.
 *
 * <p>A message was missed if its number is higher than that of the last one shown. Where none was
 * shown, or the server has forgotten what it showed and counts anew, its time decides.
 */
final class MissedMessages {
  private final ReadMarkers.Marker marker;
  private final Deque<ServerMessage> fetched = new ArrayDeque<>();

  MissedMessages(ReadMarkers.Marker mark) {
    this.marker = mark;
  }

  /** Takes in messages that are older than those that are here, the oldest first. */
  void addOlder(List<ServerMessage> page) {
    for (int i = page.size() - 1; i >= 0; i--) {
      fetched.addFirst(page.get(i));
    }
  }

  /** The number of the oldest, if it has one. */
  OptionalLong oldestId() {
    ServerMessage first = fetched.peekFirst();
    return first == null ? OptionalLong.empty() : id(first);
  }

  /** Whether nothing older was missed. */
  boolean isComplete() {
    ServerMessage first = fetched.peekFirst();
    return first != null && !isMissed(first, isHistoryReset());
  }

  /** What was missed, the oldest first. */
  List<ServerMessage> messages() {
    boolean anew = isHistoryReset();
    List<ServerMessage> missed = new ArrayList<>(fetched);
    missed.removeIf(one -> !isMissed(one, anew));
    return missed;
  }

  static OptionalLong id(ServerMessage message) {
    return MessageFields.stamp(message).map(Stamp::id).orElse(OptionalLong.empty());
  }

  private boolean isMissed(ServerMessage message, boolean anew) {
    OptionalLong id = id(message);
    if (id.isEmpty()) {
      return true;
    }
    if (marker.id().isPresent() && !anew) {
      return id.getAsLong() > marker.id().getAsLong();
    }
    return !MessageFields.stamp(message).orElse(Stamp.UNKNOWN).time().isBefore(marker.time());
  }

  /** Whether the server gives numbers again that it gave to something else. */
  boolean isHistoryReset() {
    if (marker.id().isEmpty() || fetched.isEmpty()) {
      return false;
    }
    long shown = marker.id().getAsLong();
    return id(fetched.getLast()).orElse(shown) < shown
        || fetched.stream()
            .anyMatch(
                one ->
                    id(one).equals(marker.id()) && !MessageFields.text(one).equals(marker.text()));
  }
}
