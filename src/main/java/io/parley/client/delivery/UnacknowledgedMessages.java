package io.parley.client.delivery;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The texts that were sent and have not come back, the oldest first. Part of {@link
 * DeliveryTracker}.
 */
final class UnacknowledgedMessages {

  /**
   * One of them.
   *
   * @param uncertain whether it, or another one that was sent before, was refused
   */
  private record Sent(OutgoingMessage message, boolean uncertain) {}

  private final List<Sent> sent = new ArrayList<>();

  void add(OutgoingMessage utterance) {
    sent.add(new Sent(utterance, false));
  }

  void remove(OutgoingMessage utterance) {
    first(utterance::equals).ifPresent(sent::remove);
  }

  int size() {
    return sent.size();
  }

  /** Takes away all of it, the newest first. */
  Optional<OutgoingMessage> takeNewest() {
    return sent.isEmpty() ? Optional.empty() : Optional.of(sent.remove(sent.size() - 1).message());
  }

  void dropOldest() {
    if (!sent.isEmpty()) {
      sent.remove(0);
    }
  }

  /** Takes away some of it. */
  List<OutgoingMessage> take(Predicate<OutgoingMessage> which) {
    return takeSent(one -> which.test(one.message()));
  }

  /** Takes away what may have been refused. */
  List<OutgoingMessage> takeUncertain(Predicate<OutgoingMessage> orElse) {
    return takeSent(one -> one.uncertain() || orElse.test(one.message()));
  }

  private List<OutgoingMessage> takeSent(Predicate<Sent> which) {
    List<OutgoingMessage> taken = new ArrayList<>();
    sent.removeIf(one -> which.test(one) && taken.add(one.message()));
    return taken;
  }

  /** Something of this client's own has come back. */
  void onEcho(ServerMessage echo) {
    Optional<Sent> said = findEchoed(echo);
    if (said.isPresent()) {
      settle(said.get(), echo);
    } else if (!hasId(echo)) {
      dropOldest(); // some servers change what is said, and number nothing
    }
  }

  /** Something of this client's own is found among what was kept. */
  void onFoundInHistory(ServerMessage kept) {
    findEchoed(kept).ifPresent(one -> settle(one, kept));
  }

  /** The server will not have something: one that fits the reason will not come back. */
  void onRefused(Problem problem) {
    switch (problem.code()) {
      case TEXT_EMPTY -> first(said -> said.text().value().isBlank()).ifPresent(sent::remove);
      case TEXT_TOO_LONG ->
          sent.stream()
              .max(Comparator.comparingInt(one -> one.message().text().value().length()))
              .ifPresent(sent::remove);
      case NO_SUCH_NICKNAME -> first(OutgoingMessage::isPrivate).ifPresent(sent::remove);
      // Overtakes what was taken before; and it may be the history that was asked for.
      case HISTORY_UNAVAILABLE -> markUncertain(any -> true);
      default -> {} // if it was a text, whatever comes back after it shows that
    }
  }

  /** A room that was to be entered may have been refused: then it was said in another. */
  private Optional<Sent> findEchoed(ServerMessage echo) {
    return first(one -> one.isEchoedBy(echo) && one.matchesRoomOf(echo))
        .or(() -> first(one -> one.isEchoedBy(echo)));
  }

  private Optional<Sent> first(Predicate<OutgoingMessage> which) {
    return sent.stream().filter(one -> which.test(one.message())).findFirst();
  }

  /**
   * Removes it. What was said before that in the same room, and did not come back, was refused: a
   * room keeps the order. But if it may have been refused itself, this may be another that says the
   * same.
   */
  private void settle(Sent settled, ServerMessage echo) {
    OutgoingMessage utterance = settled.message();
    boolean before = true;
    Iterator<Sent> oldestFirst = sent.iterator();
    while (before && oldestFirst.hasNext()) {
      OutgoingMessage one = oldestFirst.next().message();
      before = !one.equals(utterance);
      boolean told =
          one.room().isSame(utterance.room()) && one.isPrivate() == utterance.isPrivate();
      if (!before || told) {
        oldestFirst.remove();
      }
    }
    if (settled.uncertain()) {
      markUncertain(one -> one.isEchoedBy(echo));
    }
  }

  private static boolean hasId(ServerMessage message) {
    return message instanceof ServerMessage.RoomMessage event && event.stamp().id().isPresent();
  }

  private void markUncertain(Predicate<OutgoingMessage> which) {
    sent.replaceAll(one -> new Sent(one.message(), one.uncertain() || which.test(one.message())));
  }
}
