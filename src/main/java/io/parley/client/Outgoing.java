package io.parley.client;

import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * What this client has said and what of it the server has not been heard to take; behind it, what
 * waits to be said while the way to the server is shut. In the order in which it was typed, and
 * bounded. Thread-safe.
 */
final class Outgoing {
  private final int most;
  private final boolean echoes;
  private final Deque<Utterance> sent = new ArrayDeque<>();
  private final Deque<Utterance> unsent = new ArrayDeque<>();
  private final List<CompletableFuture<Done>> waiting = new ArrayList<>();
  private boolean open = true;
  private long closings;

  /**
   * Nothing is said yet, and the way is open.
   *
   * @param most how many may be under way or wait
   * @param echoes whether what is said comes back; if not, what was sent is forgotten
   */
  Outgoing(int most, boolean echoes) {
    this.most = most;
    this.echoes = echoes;
  }

  /**
   * Sends it if the way is open; if not, it waits for that. Empty if there is no room for it.
   *
   * @param send sends it; whatever shuts the way waits until it has begun
   */
  synchronized Optional<CompletionStage<Done>> say(
      Utterance utterance, Supplier<CompletionStage<Done>> send) {
    if (size() >= most) {
      return Optional.empty();
    }
    if (open && !echoes) {
      return Optional.of(send.get());
    }
    (open ? sent : unsent).add(utterance);
    return Optional.of(open ? send.get() : Voice.done());
  }

  /** Does something if the way is open. Empty if it is not. */
  synchronized Optional<CompletionStage<Done>> ifOpen(Supplier<CompletionStage<Done>> action) {
    return open ? Optional.of(action.get()) : Optional.empty();
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** How many have not come back, or wait to be sent. */
  synchronized int size() {
    return sent.size() + unsent.size();
  }

  /** How many wait to be sent. */
  synchronized int unsent() {
    return unsent.size();
  }

  /**
   * Completed when there may be room, or the way has opened or shut; failed with a {@link
   * java.util.concurrent.TimeoutException} after so long.
   */
  synchronized CompletionStage<Done> changed(Duration patience) {
    CompletableFuture<Done> changed = new CompletableFuture<>();
    waiting.add(changed);
    return changed.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Something of this client's own has come back. What it said before that in the same room, and
   * did not come back, was refused: a room keeps the order.
   */
  void heard(ServerMessage echo) {
    change(
        () -> {
          Optional<Utterance> said = echoed(echo);
          if (said.isPresent()) {
            settle(said.get());
          } else if (Pages.stamp(echo)
              .flatMap(stamp -> stamp.id().stream().boxed().findAny())
              .isEmpty()) {
            sent.poll(); // some servers change what is said
          }
        });
  }

  /** Something of this client's own is found among what was kept. */
  void found(ServerMessage kept) {
    change(() -> echoed(kept).ifPresent(this::settle));
  }

  /** The server will not have something: one that fits the reason will not come back. */
  void refused(Problem problem) {
    change(
        () -> {
          switch (problem.code()) {
            case TEXT_EMPTY -> first(said -> said.text().value().isBlank()).ifPresent(sent::remove);
            case TEXT_TOO_LONG ->
                sent.stream()
                    .max(Comparator.comparingInt(said -> said.text().value().length()))
                    .ifPresent(sent::remove);
            case NO_SUCH_NICKNAME -> first(Utterance::isPrivate).ifPresent(sent::remove);
            default -> {} // if it was a text, whatever comes back after it shows that
          }
        });
  }

  /** Shuts the way: the connection is gone. */
  void close() {
    change(
        () -> {
          open = false;
          closings++;
        });
  }

  /** Takes away what was sent to one person alone: nobody can tell whether it arrived. */
  List<Utterance> takePrivate() {
    return take(sent, Utterance::isPrivate);
  }

  /** Takes away all that was sent: there is no telling what of it arrived. */
  List<Utterance> takeSent() {
    return take(sent, one -> true);
  }

  /** Takes away what was typed in rooms where this client is no longer. */
  List<Utterance> takeOutside(Predicate<RoomName> inside) {
    Predicate<Utterance> outside = one -> !one.isPrivate() && !inside.test(one.room());
    List<Utterance> taken = take(sent, outside);
    taken.addAll(take(unsent, outside));
    return taken;
  }

  /** What was sent and not found has to be sent again, before the rest. */
  synchronized void sendAgain() {
    while (!sent.isEmpty()) {
      unsent.addFirst(sent.removeLast());
    }
  }

  /** Which shutting of the way was the last; whoever opens it again names it. */
  synchronized long closings() {
    return closings;
  }

  /** Where what is to be sent next was typed; empty if there is nothing. */
  synchronized Optional<RoomName> nextRoom() {
    return Optional.ofNullable(unsent.peek()).map(Utterance::room);
  }

  /**
   * What is to be sent next, from now on as sent. Empty if nothing is, or the way was shut again.
   */
  synchronized Optional<Utterance> next(long closing) {
    if (closing != closings || unsent.isEmpty()) {
      return Optional.empty();
    }
    Utterance next = unsent.remove();
    if (echoes) {
      sent.add(next);
    }
    return Optional.of(next);
  }

  /** Opens the way. False if there is something to be sent before, or it was shut again. */
  boolean open(long closing) {
    change(() -> open |= closing == closings && unsent.isEmpty());
    return isOpen();
  }

  private List<Utterance> take(Deque<Utterance> from, Predicate<Utterance> which) {
    List<Utterance> taken = new ArrayList<>();
    change(() -> from.removeIf(one -> which.test(one) && taken.add(one)));
    return taken;
  }

  /** The oldest that was sent and has not come back. */
  private Optional<Utterance> first(Predicate<Utterance> which) {
    return sent.stream().filter(which).findFirst();
  }

  /** A room that was to be entered may have been refused: then it was said in another. */
  private Optional<Utterance> echoed(ServerMessage echo) {
    return first(one -> one.isEchoedBy(echo) && one.isFrom(echo))
        .or(() -> first(one -> one.isEchoedBy(echo)));
  }

  /** Removes it, and what the room would have told before it. */
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

  /** Whoever waits is told when the lock is released. */
  private void change(Runnable what) {
    List<CompletableFuture<Done>> told;
    synchronized (this) {
      what.run();
      told = List.copyOf(waiting);
      waiting.clear();
    }
    told.forEach(one -> one.complete(Done.getInstance()));
  }
}
