package io.parley.client;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was sent and has not been heard to arrive, the oldest first. Used under the lock of {@link
 * Outgoing}.
 */
final class Unacknowledged {
  private final Deque<Utterance> sent = new ArrayDeque<>();

  void add(Utterance utterance) {
    sent.add(utterance);
  }

  void remove(Utterance utterance) {
    sent.remove(utterance);
  }

  int size() {
    return sent.size();
  }

  /** Takes away all of it, the newest first. */
  Optional<Utterance> takeNewest() {
    return Optional.ofNullable(sent.pollLast());
  }

  void forgetOldest() {
    sent.pollFirst();
  }

  /** Takes away some of it. */
  List<Utterance> take(Predicate<Utterance> which) {
    List<Utterance> taken = new ArrayList<>();
    sent.removeIf(one -> which.test(one) && taken.add(one));
    return taken;
  }

  /** Something of this client's own has come back. */
  void heard(ServerMessage echo) {
    Optional<Utterance> said = echoed(echo);
    if (said.isPresent()) {
      settle(said.get());
    } else if (Parts.stamp(echo).map(Stamp::id).filter(id -> id.isPresent()).isEmpty()) {
      forgetOldest(); // some servers change what is said, and number nothing
    }
  }

  /** Something of this client's own is found among what was kept. */
  void found(ServerMessage kept) {
    echoed(kept).ifPresent(this::settle);
  }

  /** The server will not have something: one that fits the reason will not come back. */
  void refused(Problem problem) {
    Optional<Utterance> refused =
        switch (problem.code()) {
          case TEXT_EMPTY -> first(said -> said.text().value().isBlank());
          case TEXT_TOO_LONG ->
              sent.stream().max(Comparator.comparingInt(said -> said.text().value().length()));
          case NO_SUCH_NICKNAME -> first(Utterance::isPrivate);
          default -> Optional.empty(); // if it was a text, whatever comes back after it shows that
        };
    refused.ifPresent(sent::remove);
  }

  /** A room that was to be entered may have been refused: then it was said in another. */
  private Optional<Utterance> echoed(ServerMessage echo) {
    return first(one -> one.isEchoedBy(echo) && one.isFrom(echo))
        .or(() -> first(one -> one.isEchoedBy(echo)));
  }

  private Optional<Utterance> first(Predicate<Utterance> which) {
    return sent.stream().filter(which).findFirst();
  }

  /**
   * Removes it. What was said before that in the same room, and did not come back, was refused: a
   * room keeps the order.
   */
  private void settle(Utterance utterance) {
    boolean before = true;
    Iterator<Utterance> oldestFirst = sent.iterator();
    while (before && oldestFirst.hasNext()) {
      Utterance one = oldestFirst.next();
      before = !one.equals(utterance);
      boolean told =
          one.room().isSame(utterance.room()) && one.isPrivate() == utterance.isPrivate();
      if (!before || told) {
        oldestFirst.remove();
      }
    }
  }
}
