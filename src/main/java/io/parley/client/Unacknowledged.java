package io.parley.client;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was sent and has not been heard to arrive, the oldest first. Used under the lock of {@link
 * Outgoing}.
 */
final class Unacknowledged {

  /**
   * One of them.
   *
   * @param unclear whether it, or another one that was sent before, was refused
   */
  private record Sent(Utterance utterance, boolean unclear) {}

  private final List<Sent> sent = new ArrayList<>();

  void add(Utterance utterance) {
    sent.add(new Sent(utterance, false));
  }

  void remove(Utterance utterance) {
    first(utterance::equals).ifPresent(sent::remove);
  }

  int size() {
    return sent.size();
  }

  /** Takes away all of it, the newest first. */
  Optional<Utterance> takeNewest() {
    return sent.isEmpty()
        ? Optional.empty()
        : Optional.of(sent.remove(sent.size() - 1).utterance());
  }

  void forgetOldest() {
    if (!sent.isEmpty()) {
      sent.remove(0);
    }
  }

  /** Takes away some of it. */
  List<Utterance> take(Predicate<Utterance> which) {
    return takeSent(one -> which.test(one.utterance()));
  }

  /** Takes away what may have been refused. */
  List<Utterance> takeUnclear(Predicate<Utterance> orElse) {
    return takeSent(one -> one.unclear() || orElse.test(one.utterance()));
  }

  private List<Utterance> takeSent(Predicate<Sent> which) {
    List<Utterance> taken = new ArrayList<>();
    sent.removeIf(one -> which.test(one) && taken.add(one.utterance()));
    return taken;
  }

  /** Something of this client's own has come back. */
  void heard(ServerMessage echo) {
    Optional<Sent> said = echoed(echo);
    if (said.isPresent()) {
      settle(said.get(), echo);
    } else if (Parts.stamp(echo).map(Stamp::id).filter(id -> id.isPresent()).isEmpty()) {
      forgetOldest(); // some servers change what is said, and number nothing
    }
  }

  /** Something of this client's own is found among what was kept. */
  void found(ServerMessage kept) {
    echoed(kept).ifPresent(one -> settle(one, kept));
  }

  /** The server will not have something: one that fits the reason will not come back. */
  void refused(Problem problem) {
    switch (problem.code()) {
      case TEXT_EMPTY -> first(said -> said.text().value().isBlank()).ifPresent(sent::remove);
      case TEXT_TOO_LONG ->
          sent.stream()
              .max(Comparator.comparingInt(one -> one.utterance().text().value().length()))
              .ifPresent(sent::remove);
      case NO_SUCH_NICKNAME -> first(Utterance::isPrivate).ifPresent(sent::remove);
      // Overtakes what was taken before; and it may be the history that was asked for.
      case HISTORY_UNAVAILABLE -> unclear(any -> true);
      default -> {} // if it was a text, whatever comes back after it shows that
    }
  }

  /** A room that was to be entered may have been refused: then it was said in another. */
  private Optional<Sent> echoed(ServerMessage echo) {
    return first(one -> one.isEchoedBy(echo) && one.isFrom(echo))
        .or(() -> first(one -> one.isEchoedBy(echo)));
  }

  private Optional<Sent> first(Predicate<Utterance> which) {
    return sent.stream().filter(one -> which.test(one.utterance())).findFirst();
  }

  /**
   * Removes it. What was said before that in the same room, and did not come back, was refused: a
   * room keeps the order. But if it may have been refused itself, this may be another that says the
   * same.
   */
  private void settle(Sent settled, ServerMessage echo) {
    Utterance utterance = settled.utterance();
    boolean before = true;
    Iterator<Sent> oldestFirst = sent.iterator();
    while (before && oldestFirst.hasNext()) {
      Utterance one = oldestFirst.next().utterance();
      before = !one.equals(utterance);
      boolean told =
          one.room().isSame(utterance.room()) && one.isPrivate() == utterance.isPrivate();
      if (!before || told) {
        oldestFirst.remove();
      }
    }
    if (settled.unclear()) {
      unclear(one -> one.isEchoedBy(echo));
    }
  }

  private void unclear(Predicate<Utterance> which) {
    sent.replaceAll(one -> new Sent(one.utterance(), one.unclear() || which.test(one.utterance())));
  }
}
