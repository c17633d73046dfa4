package io.parley.client.delivery;

import io.parley.client.command.MessageSender;
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
public final class OutgoingQueue {
  private final int capacity;
  private final boolean echoes;
  private final UnacknowledgedMessages sent = new UnacknowledgedMessages();
  private final Deque<OutgoingMessage> unsent = new ArrayDeque<>();
  private final List<CompletableFuture<Done>> waiters = new ArrayList<>();
  private boolean open = true;

  /** Whether what was sent was so over a connection that is gone. */
  private boolean connectionLost;

  private long generation;

  /**
   * Nothing is said yet, and the way is open.
   *
   * @param most how many may be under way or wait
   * @param echoes whether what is said comes back; if not, it is forgotten when it went out
   */
  public OutgoingQueue(int most, boolean echoes) {
    this.capacity = most;
    this.echoes = echoes;
  }

  /**
   * Sends it if the way is open; if not, it waits for that. Empty if there is no room for it.
   *
   * @param send sends it, or fails; whatever shuts the way waits until it has begun
   */
  public synchronized Optional<CompletionStage<Done>> submit(
      OutgoingMessage utterance, Supplier<CompletionStage<Done>> send) {
    if (size() >= capacity) {
      return Optional.empty();
    }
    if (!open) {
      unsent.add(utterance);
      return Optional.of(MessageSender.done());
    }
    sent.add(utterance);
    return Optional.of(
        send.get()
            .handle(
                (done, failure) -> {
                  if (failure == null) {
                    onWritten(utterance);
                  } // or else it is sent again over the next connection
                  return Done.getInstance();
                }));
  }

  /** It is under way: where nothing comes back, that is all that is ever known of it. */
  public synchronized void onWritten(OutgoingMessage utterance) {
    if (!echoes) {
      sent.remove(utterance);
    }
  }

  /** Does something if the way is open. Empty if it is not. */
  public synchronized Optional<CompletionStage<Done>> ifOpen(
      Supplier<CompletionStage<Done>> action) {
    return open ? Optional.of(action.get()) : Optional.empty();
  }

  /** Does something if the way is shut, and returns what that does. False if it is open. */
  public synchronized boolean ifClosed(BooleanSupplier action) {
    return !open && action.getAsBoolean();
  }

  public synchronized boolean isOpen() {
    return open;
  }

  /** How many have not come back, or wait to be sent. */
  public synchronized int size() {
    return sent.size() + unsent.size();
  }

  /** How many wait to be sent. */
  public synchronized int unsentCount() {
    return unsent.size();
  }

  /**
   * Completed when there may be room, or the way has opened or shut; failed with a {@link
   * java.util.concurrent.TimeoutException} after so long.
   */
  public synchronized CompletionStage<Done> whenChanged(Duration patience) {
    CompletableFuture<Done> changed = new CompletableFuture<>();
    waiters.add(changed);
    return changed.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Completed when the way is open; failed with a TimeoutException when nothing happens so long.
   */
  public CompletionStage<Done> whenOpen(Duration patience) {
    CompletionStage<Done> changed = whenChanged(patience); // from now on
    return isOpen() ? MessageSender.done() : changed.thenCompose(then -> whenOpen(patience));
  }

  /** Something of this client's own has come back. */
  public void onEcho(ServerMessage echo) {
    if (echoes) {
      update(() -> sent.onEcho(echo));
    }
  }

  /** Something of this client's own is found among what was kept. */
  public void onFoundInHistory(ServerMessage kept) {
    update(() -> sent.onFoundInHistory(kept));
  }

  /** The server will not have something. */
  public void onRefused(Problem problem) {
    update(
        () -> {
          if (!connectionLost) { // or else it is about what is missed, or the way back
            sent.onRefused(problem);
          }
        });
  }

  /** There has to be room for more: whatever was sent first will hardly come back any more. */
  public void dropOldest() {
    update(sent::dropOldest);
  }

  /** Shuts the way: the connection is gone. */
  public void close() {
    update(
        () -> {
          open = false;
          connectionLost = true;
          generation++;
          if (!echoes) {
            requeueSent(); // what has not gone out by now never does
          }
        });
  }

  /** Takes away what was sent and of which there is no telling whether it arrived. */
  public List<OutgoingMessage> takeSent(Predicate<OutgoingMessage> which) {
    List<OutgoingMessage> taken = new ArrayList<>();
    update(() -> taken.addAll(sent.take(which)));
    return taken;
  }

  /**
   * Takes away what was sent and may have been refused: none of it is said again unasked.
   *
   * @param orElse what besides, for another reason
   */
  public List<OutgoingMessage> takeUncertain(Predicate<OutgoingMessage> orElse) {
    List<OutgoingMessage> taken = new ArrayList<>();
    update(() -> taken.addAll(sent.takeUncertain(orElse)));
    return taken;
  }

  /** Takes away what waits and has no place any more. */
  public List<OutgoingMessage> takeUnsent(Predicate<OutgoingMessage> which) {
    List<OutgoingMessage> taken = new ArrayList<>();
    update(() -> unsent.removeIf(one -> which.test(one) && taken.add(one)));
    return taken;
  }

  /** What was sent and not found has to be sent again, before the rest. */
  public synchronized void requeueSent() {
    for (Optional<OutgoingMessage> next = sent.takeNewest();
        next.isPresent();
        next = sent.takeNewest()) {
      unsent.addFirst(next.get());
    }
    connectionLost = false;
  }

  /** Which shutting of the way was the last; whoever opens it again names it. */
  public synchronized long generation() {
    return generation;
  }

  /** Where what is to be sent next was typed; empty if there is nothing. */
  public synchronized Optional<RoomName> nextRoom() {
    return Optional.ofNullable(unsent.peek()).map(OutgoingMessage::room);
  }

  /**
   * What is to be sent next, from now on as sent. Empty if nothing is, or the way was shut again.
   */
  public synchronized Optional<OutgoingMessage> takeNext(long closing) {
    if (closing != generation || unsent.isEmpty()) {
      return Optional.empty();
    }
    OutgoingMessage next = unsent.remove();
    sent.add(next);
    return Optional.of(next);
  }

  /**
   * Opens the way. False if there is something to be sent before, or it was shut again.
   *
   * @param ready whether it may be opened by now; nothing is done {@link #ifClosed} meanwhile
   */
  public boolean open(long closing, BooleanSupplier ready) {
    AtomicBoolean opens = new AtomicBoolean(); // whoever asks later may find it shut again
    update(
        () -> {
          opens.set(closing == generation && unsent.isEmpty() && ready.getAsBoolean());
          open |= opens.get();
        });
    return opens.get();
  }

  /** Whoever waits is told when the lock is released. */
  private void update(Runnable what) {
    List<CompletableFuture<Done>> told;
    synchronized (this) {
      what.run();
      told = List.copyOf(waiters);
      waiters.clear();
    }
    told.forEach(one -> one.complete(Done.getInstance()));
  }
}
