package io.parley.client.delivery;

import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The texts that were sent and not echoed, the oldest first. Part of {@link DeliveryTracker}. */
final class UnacknowledgedMessages {

  /**
   * A sent text.
   *
   * @param uncertain whether this text or an earlier text was refused
   */
  private record Sent(OutgoingMessage message, boolean uncertain) {}

  private final List<Sent> sent = new ArrayList<>();

  /** The refused texts to rooms among the sent ones; which they are may be unknown. */
  private int refusedByRooms;

  void add(OutgoingMessage message) {
    sent.add(new Sent(message, false));
  }

  void remove(OutgoingMessage message) {
    first(message::equals).ifPresent(sent::remove);
  }

  int size() {
    return sent.size();
  }

  /** Removes the newest text. */
  Optional<OutgoingMessage> takeNewest() {
    return sent.isEmpty() ? Optional.empty() : Optional.of(sent.remove(sent.size() - 1).message());
  }

  void dropOldest() {
    if (!sent.isEmpty()) {
      sent.remove(0);
    }
  }

  /** Removes the texts that match. */
  List<OutgoingMessage> take(Predicate<OutgoingMessage> filter) {
    return takeSent(text -> filter.test(text.message()));
  }

  /** Removes the texts that may have been refused, and those that match. */
  List<OutgoingMessage> takeUncertain(Predicate<OutgoingMessage> orElse) {
    return takeSent(text -> text.uncertain() || orElse.test(text.message()));
  }

  private List<OutgoingMessage> takeSent(Predicate<Sent> filter) {
    List<OutgoingMessage> removed = new ArrayList<>();
    sent.removeIf(text -> filter.test(text) && removed.add(text.message()));
    return removed;
  }

  /** The server echoed a message of this client. */
  void onEcho(ServerMessage echo) {
    Optional<Sent> echoed = findEchoed(echo);
    if (echoed.isPresent()) {
      settle(echoed.get(), echo);
    } else if (!hasId(echo)) {
      dropOldest(); // some servers change texts and assign no ids
    }
  }

  /** A message of this client was found in the history. */
  void onFoundInHistory(ServerMessage echo) {
    findEchoed(echo).ifPresent(text -> settle(text, echo));
  }

  /** The server refused a message: removes a text that matches the reason. */
  void onRefused(Problem problem) {
    switch (problem.code()) {
      case TEXT_EMPTY -> first(text -> text.text().isBlank()).ifPresent(sent::remove);
      case TEXT_TOO_LONG ->
          sent.stream()
              .max(Comparator.comparingInt(text -> text.message().text().value().length()))
              .ifPresent(sent::remove);
      case NO_SUCH_NICKNAME -> first(OutgoingMessage::isPrivate).ifPresent(sent::remove);
      // It can overtake echoes, and may answer a history request instead of a text.
      case HISTORY_UNAVAILABLE, SERVER_BUSY -> markUncertain(any -> true);
      case MUTED, ROOM_MODERATED, SLOW_MODE -> onRefusedByRoom();
      default -> {} // if it was a text, the next echo of a later text removes it
    }
  }

  /**
   * A room has refused a text. It does not say which one, and can overtake the echo of an earlier
   * one: the texts are uncertain until there are as many refusals as texts.
   */
  private void onRefusedByRoom() {
    refusedByRooms++;
    markUncertain(text -> !text.isPrivate());
    removeAllRefused();
  }

  private void removeAllRefused() {
    long toRooms = sent.stream().filter(text -> !text.message().isPrivate()).count();
    if (refusedByRooms >= toRooms) {
      sent.removeIf(text -> !text.message().isPrivate());
      refusedByRooms = 0;
    }
  }

  /**
   * Prefers a text of the same room. If a join was refused, the server delivered the text to
   * another room.
   */
  private Optional<Sent> findEchoed(ServerMessage echo) {
    return first(text -> text.isEchoedBy(echo) && text.matchesRoomOf(echo))
        .or(() -> first(text -> text.isEchoedBy(echo)));
  }

  private Optional<Sent> first(Predicate<OutgoingMessage> filter) {
    return sent.stream().filter(text -> filter.test(text.message())).findFirst();
  }

  /**
   * Removes the echoed text. A room keeps the order, so earlier texts of the room without an echo
   * were refused: removes them, too. If the echoed text is uncertain, the echo may belong to an
   * identical text: these become uncertain.
   */
  private void settle(Sent settled, ServerMessage echo) {
    OutgoingMessage message = settled.message();
    boolean before = true;
    int unechoed = -1; // the echoed text is removed, too
    Iterator<Sent> oldestFirst = sent.iterator();
    while (before && oldestFirst.hasNext()) {
      OutgoingMessage text = oldestFirst.next().message();
      before = !text.equals(message);
      boolean sameTarget =
          text.room().isSame(message.room()) && text.isPrivate() == message.isPrivate();
      if (!before || sameTarget) {
        oldestFirst.remove();
        unechoed++;
      }
    }
    if (refusedByRooms > 0) {
      refusedByRooms = Math.max(0, refusedByRooms - unechoed);
      removeAllRefused();
    }
    if (settled.uncertain()) {
      markUncertain(text -> text.isEchoedBy(echo));
    }
  }

  private static boolean hasId(ServerMessage message) {
    return message.stamp().id().isPresent();
  }

  private void markUncertain(Predicate<OutgoingMessage> filter) {
    sent.replaceAll(
        text -> new Sent(text.message(), text.uncertain() || filter.test(text.message())));
  }
}
