package io.parley.client;

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
final class Missed {
  private final Shown.Mark mark;
  private final Deque<ServerMessage> found = new ArrayDeque<>();

  Missed(Shown.Mark mark) {
    this.mark = mark;
  }

  /** Takes in messages that are older than those that are here, the oldest first. */
  void addOlder(List<ServerMessage> page) {
    for (int i = page.size() - 1; i >= 0; i--) {
      found.addFirst(page.get(i));
    }
  }

  /** The number of the oldest, if it has one. */
  OptionalLong oldest() {
    ServerMessage first = found.peekFirst();
    return first == null ? OptionalLong.empty() : id(first);
  }

  /** Whether nothing older was missed. */
  boolean isWhole() {
    ServerMessage first = found.peekFirst();
    return first != null && !isMissed(first, isAnew());
  }

  /** What was missed, the oldest first. */
  List<ServerMessage> messages() {
    boolean anew = isAnew();
    List<ServerMessage> missed = new ArrayList<>(found);
    missed.removeIf(one -> !isMissed(one, anew));
    return missed;
  }

  static OptionalLong id(ServerMessage message) {
    return Parts.stamp(message).map(Stamp::id).orElse(OptionalLong.empty());
  }

  private boolean isMissed(ServerMessage message, boolean anew) {
    OptionalLong id = id(message);
    if (id.isEmpty()) {
      return true;
    }
    if (mark.id().isPresent() && !anew) {
      return id.getAsLong() > mark.id().getAsLong();
    }
    return !Parts.stamp(message).orElse(Stamp.UNKNOWN).time().isBefore(mark.time());
  }

  /** Whether the server gives numbers again that it gave to something else. */
  boolean isAnew() {
    if (mark.id().isEmpty() || found.isEmpty()) {
      return false;
    }
    long shown = mark.id().getAsLong();
    return id(found.getLast()).orElse(shown) < shown
        || found.stream()
            .anyMatch(one -> id(one).equals(mark.id()) && !Parts.words(one).equals(mark.words()));
  }
}
