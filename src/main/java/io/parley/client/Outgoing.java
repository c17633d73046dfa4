package io.parley.client;

import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
  private final Unacknowledged sent = new Unacknowledged();
  private final Deque<Utterance> unsent = new ArrayDeque<>();
  private final List<CompletableFuture<Done>> waiting = new ArrayList<>();
  private boolean open = true;

  /** Whether what was sent was so over a connection that is gone. */
  private boolean past;

  private long closings;

  /**
   * Nothing is said yet, and the way is open.
   *
   * @param most how many may be under way or wait
   * @param echoes whether what is said comes back; if not, it is forgotten when it went out
   */
  Outgoing(int most, boolean echoes) {
    this.most = most;
    this.echoes = echoes;
  }

  /**
   * Sends it if the way is open; if not, it waits for that. Empty if there is no room for it.
   *
   * @param send sends it, or fails; whatever shuts the way waits until it has begun
   */
  synchronized Optional<CompletionStage<Done>> say(
      Utterance utterance, Supplier<CompletionStage<Done>> send) {
    if (size() >= most) {
      return Optional.empty();
    }
    if (!open) {
      unsent.add(utterance);
      return Optional.of(Voice.done());
    }
    sent.add(utterance);
    return Optional.of(
        send.get()
            .handle(
                (done, failure) -> {
                  if (failure == null) {
                    wentOut(utterance);
                  } // or else it is sent again over the next connection
                  return Done.getInstance();
                }));
  }

  /** It is under way: where nothing comes back, that is all that is ever known of it. */
  synchronized void wentOut(Utterance utterance) {
    if (!echoes) {
      sent.remove(utterance);
    }
  }

  /** Does something if the way is open. Empty if it is not. */
  synchronized Optional<CompletionStage<Done>> ifOpen(Supplier<CompletionStage<Done>> action) {
    return open ? Optional.of(action.get()) : Optional.empty();
  }

  /** Does something if the way is shut, and returns what that does. False if it is open. */
  synchronized boolean ifShut(BooleanSupplier action) {
    return !open && action.getAsBoolean();
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
   * Completed when the way is open; failed with a TimeoutException when nothing happens so long.
   */
  CompletionStage<Done> opened(Duration patience) {
    CompletionStage<Done> changed = changed(patience); // from now on
    return isOpen() ? Voice.done() : changed.thenCompose(then -> opened(patience));
  }

  /** Something of this client's own has come back. */
  void heard(ServerMessage echo) {
    if (echoes) {
      change(() -> sent.heard(echo));
    }
  }

  /** Something of this client's own is found among what was kept. */
  void found(ServerMessage kept) {
    change(() -> sent.found(kept));
  }

  /** The server will not have something. */
  void refused(Problem problem) {
    change(
        () -> {
          if (!past) { // or else it is about what is missed, or the way back
            sent.refused(problem);
          }
        });
  }

  /** There has to be room for more: whatever was sent first will hardly come back any more. */
  void forgetOldest() {
    change(sent::forgetOldest);
  }

  /** Shuts the way: the connection is gone. */
  void close() {
    change(
        () -> {
          open = false;
          past = true;
          closings++;
          if (!echoes) {
            sendAgain(); // what has not gone out by now never does
          }
        });
  }

  /** Takes away what was sent and of which there is no telling whether it arrived. */
  List<Utterance> takeSent(Predicate<Utterance> which) {
    List<Utterance> taken = new ArrayList<>();
    change(() -> taken.addAll(sent.take(which)));
    return taken;
  }

  /**
   * Takes away what was sent and may have been refused: none of it is said again unasked.
   *
   * @param orElse what besides, for another reason
   */
  List<Utterance> takeUnclear(Predicate<Utterance> orElse) {
    List<Utterance> taken = new ArrayList<>();
    change(() -> taken.addAll(sent.takeUnclear(orElse)));
    return taken;
  }

  /** Takes away what waits and has no place any more. */
  List<Utterance> takeUnsent(Predicate<Utterance> which) {
    List<Utterance> taken = new ArrayList<>();
    change(() -> unsent.removeIf(one -> which.test(one) && taken.add(one)));
    return taken;
  }

  /** What was sent and not found has to be sent again, before the rest. */
  synchronized void sendAgain() {
    for (Optional<Utterance> next = sent.takeNewest(); next.isPresent(); next = sent.takeNewest()) {
      unsent.addFirst(next.get());
    }
    past = false;
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
    sent.add(next);
    return Optional.of(next);
  }

  /**
   * Opens the way. False if there is something to be sent before, or it was shut again.
   *
   * @param ready whether it may be opened by now; nothing is done {@link #ifShut} meanwhile
   */
  boolean open(long closing, BooleanSupplier ready) {
    AtomicBoolean opens = new AtomicBoolean(); // whoever asks later may find it shut again
    change(
        () -> {
          opens.set(closing == closings && unsent.isEmpty() && ready.getAsBoolean());
          open |= opens.get();
        });
    return opens.get();
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
