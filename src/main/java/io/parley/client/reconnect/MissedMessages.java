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
 * What the server has told of a room's past, and which of it was missed. Used by one thread.
 *
 * <p>A message was missed if its number is higher than that of the last one shown. Where none was
 * shown, or the server has forgotten what it showed and counts anew, its time decides.
 */
final class MissedMessages {
  private final ShownRanges.Marker marker;
  private final Deque<ServerMessage.RoomText> fetched = new ArrayDeque<>();

  MissedMessages(ShownRanges.Marker mark) {
    this.marker = mark;
  }

  /** Takes in messages that are older than those that are here, the oldest first. */
  void addOlder(List<ServerMessage.RoomText> page) {
    for (int i = page.size() - 1; i >= 0; i--) {
      fetched.addFirst(page.get(i));
    }
  }

  /** The number of the oldest, if it has one. */
  OptionalLong oldestId() {
    ServerMessage.RoomText first = fetched.peekFirst();
    return first == null ? OptionalLong.empty() : first.stamp().id();
  }

  /** Whether nothing older was missed. */
  boolean isComplete() {
    ServerMessage.RoomText first = fetched.peekFirst();
    return first != null && !isMissed(first, isHistoryReset());
  }

  /** What was missed, the oldest first. */
  List<ServerMessage.RoomText> messages() {
    boolean anew = isHistoryReset();
    List<ServerMessage.RoomText> missed = new ArrayList<>(fetched);
    missed.removeIf(one -> !isMissed(one, anew));
    return missed;
  }

  static OptionalLong id(ServerMessage message) {
    return message instanceof ServerMessage.RoomMessage event
        ? event.stamp().id()
        : OptionalLong.empty();
  }

  private boolean isMissed(ServerMessage.RoomText message, boolean anew) {
    OptionalLong id = message.stamp().id();
    if (id.isEmpty()) {
      return true;
    }
    if (marker.id().isPresent() && !anew) {
      return id.getAsLong() > marker.id().getAsLong();
    }
    return !message.stamp().time().isBefore(marker.time());
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
                    one.stamp().id().equals(marker.id())
                        && !marker.text().equals(Optional.of(one.text())));
  }
}
