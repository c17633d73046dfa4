package io.parley.client.delivery;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Keeps count of what this client said and what of it has come back, so that it does not leave too
 * early. Thread-safe.
 *
 * <p>A text is settled when it comes back or is refused. A request is settled when an answer to it
 * and the pong of the ping that followed it are both here, in either order: an answer alone may be
 * the first of several parts, and a pong alone may be one that nobody asked for, or have overtaken
 * an answer that had to be looked up. Answers belong to the oldest request that they fit.
 */
public final class PendingRequests {
  private final boolean echoes;
  private final CompletableFuture<Done> settled = new CompletableFuture<>();
  private final Deque<PendingRequest> pending = new ArrayDeque<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private Nickname self;
  private boolean registered;
  private boolean inputEnded;
  private boolean disconnected;

  /** Somebody who goes on when no more than so many are without an answer. */
  private record Waiter(int maxUnanswered, CompletableFuture<Done> future) {}

  /**
   * A ledger at the beginning.
   *
   * @param echoes whether what is said comes back at all; if not, there is nothing to wait for
   */
  public PendingRequests(Nickname self, boolean echoes) {
    this.self = self;
    this.echoes = echoes;
  }

  /** A text is said. */
  public synchronized void onTextSent() {
    if (echoes) {
      pending.add(PendingRequest.ofText());
    }
  }

  /**
   * Something is asked for.
   *
   * @param pinged whether a ping follows
   */
  public synchronized void onRequestSent(Request request, boolean pinged) {
    PendingRequest one = PendingRequest.ofRequest(request, echoes, pinged);
    if (!one.isDone()) {
      pending.add(one);
    }
  }

  /** The server is asked whether it is there, and nothing else. */
  public synchronized void onPingSent() {
    pending.add(PendingRequest.ofPing());
  }

  /** Goes by another nickname from now on. */
  public void onNicknameChanged(Nickname other) {
    update(
        () -> {
          self = other;
          pending.clear();
        });
  }

  /**
   * The connection is gone: nothing comes back of what was asked, and nothing is settled until this
   * client is {@link #onRejoined}.
   */
  public void onConnectionLost() {
    update(
        () -> {
          disconnected = true;
          pending.clear();
        });
  }

  /** Whatever had to be said again has been. */
  public void onRejoined() {
    update(() -> disconnected = false);
  }

  /** Nobody will say that this client is in: it is. */
  public void onRegistered() {
    update(() -> registered = true);
  }

  public void onInputEnded() {
    update(() -> inputEnded = true);
  }

  public void onMessage(ServerMessage message) {
    update(() -> match(message));
  }

  private void match(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted && !chatted.nickname().isSame(self)) {
      return; // most of what comes
    }
    if (message instanceof ServerMessage.Refused refused
        && refused.problem().code().endsConnection()) {
      return;
    }
    registered |= isRegistration(message);
    Iterator<PendingRequest> oldestFirst = pending.iterator();
    boolean taken = false;
    while (!taken && oldestFirst.hasNext()) {
      PendingRequest one = oldestFirst.next();
      taken =
          message instanceof ServerMessage.Pong
              ? one.acceptPong()
              : one.acceptAnswer(message, self);
      if (one.isDone()) {
        oldestFirst.remove();
      }
    }
  }

  /**
   * Completed when there is no more input and everything that was said has come back, or has been
   * refused.
   */
  public CompletionStage<Done> whenSettled() {
    return settled;
  }

  /** Completed when everything that was said or asked up to now has its answer. */
  public CompletionStage<Done> whenAnswered() {
    return whenAnswered(0);
  }

  /** Completed when no more than so many of what was said or asked are without an answer. */
  CompletionStage<Done> whenAnswered(int most) {
    CompletableFuture<Done> caughtUp = new CompletableFuture<>();
    update(
        () -> {
          waiters.removeIf(other -> other.future().isDone()); // who did not want to wait
          waiters.add(new Waiter(most, caughtUp));
        });
    return caughtUp;
  }

  /** How much of what was said or asked has no answer yet. */
  public synchronized long unansweredCount() {
    return pending.size();
  }

  private boolean isRegistration(ServerMessage message) {
    return message instanceof ServerMessage.Welcomed
        || (message instanceof ServerMessage.Joined joined && joined.nickname().isSame(self))
        || message instanceof ServerMessage.Chatted; // some servers tell newcomers nothing else
  }

  /** Whoever waits is told when the lock is released: they may want to say something at once. */
  private void update(Runnable what) {
    List<CompletableFuture<Done>> told = new ArrayList<>();
    synchronized (this) {
      what.run();
      waiters.stream().filter(this::isSatisfied).map(Waiter::future).forEach(told::add);
      waiters.removeIf(this::isSatisfied);
      if (pending.isEmpty() && inputEnded && registered && !disconnected) {
        told.add(settled);
      }
    }
    told.forEach(one -> one.complete(Done.getInstance()));
  }

  private boolean isSatisfied(Waiter one) {
    return pending.size() <= one.maxUnanswered();
  }
}
