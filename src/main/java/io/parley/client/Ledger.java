package io.parley.client;

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
final class Ledger {
  private final boolean echoes;
  private final CompletableFuture<Done> settled = new CompletableFuture<>();
  private final Deque<Awaited> awaited = new ArrayDeque<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private Nickname self;
  private boolean in;
  private boolean inputEnded;
  private boolean away;

  /** Somebody who goes on when no more than so many are without an answer. */
  private record Waiting(int most, CompletableFuture<Done> goesOn) {}

  /**
   * A ledger at the beginning.
   *
   * @param echoes whether what is said comes back at all; if not, there is nothing to wait for
   */
  Ledger(Nickname self, boolean echoes) {
    this.self = self;
    this.echoes = echoes;
  }

  /** A text is said. */
  synchronized void sent() {
    if (echoes) {
      awaited.add(Awaited.said());
    }
  }

  /**
   * Something is asked for.
   *
   * @param pinged whether a ping follows
   */
  synchronized void asked(Request request, boolean pinged) {
    Awaited one = Awaited.asked(request, echoes, pinged);
    if (!one.isDone()) {
      awaited.add(one);
    }
  }

  /** The server is asked whether it is there, and nothing else. */
  synchronized void pinged() {
    awaited.add(Awaited.pinged());
  }

  /** Goes by another nickname from now on. */
  void rename(Nickname other) {
    change(
        () -> {
          self = other;
          awaited.clear();
        });
  }

  /**
   * The connection is gone: nothing comes back of what was asked, and nothing is settled until this
   * client is {@link #back}.
   */
  void lost() {
    change(
        () -> {
          away = true;
          awaited.clear();
        });
  }

  /** Whatever had to be said again has been. */
  void back() {
    change(() -> away = false);
  }

  /** Nobody will say that this client is in: it is. */
  void enter() {
    change(() -> in = true);
  }

  void inputEnded() {
    change(() -> inputEnded = true);
  }

  void heard(ServerMessage message) {
    change(() -> hear(message));
  }

  private void hear(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted && !chatted.nickname().isSame(self)) {
      return; // most of what comes
    }
    if (message instanceof ServerMessage.Refused refused
        && refused.problem().code().endsConnection()) {
      return;
    }
    in |= isIn(message);
    Iterator<Awaited> oldestFirst = awaited.iterator();
    boolean taken = false;
    while (!taken && oldestFirst.hasNext()) {
      Awaited one = oldestFirst.next();
      taken = message instanceof ServerMessage.Pong ? one.follow() : one.answer(message, self);
      if (one.isDone()) {
        oldestFirst.remove();
      }
    }
  }

  /**
   * Completed when there is no more input and everything that was said has come back, or has been
   * refused.
   */
  CompletionStage<Done> settled() {
    return settled;
  }

  /** Completed when everything that was said or asked up to now has its answer. */
  CompletionStage<Done> caughtUp() {
    return caughtUp(0);
  }

  /** Completed when no more than so many of what was said or asked are without an answer. */
  CompletionStage<Done> caughtUp(int most) {
    CompletableFuture<Done> caughtUp = new CompletableFuture<>();
    change(
        () -> {
          waiting.removeIf(other -> other.goesOn().isDone()); // who did not want to wait
          waiting.add(new Waiting(most, caughtUp));
        });
    return caughtUp;
  }

  /** How much of what was said or asked has no answer yet. */
  synchronized long unanswered() {
    return awaited.size();
  }

  private boolean isIn(ServerMessage message) {
    return message instanceof ServerMessage.Welcomed
        || (message instanceof ServerMessage.Joined joined && joined.nickname().isSame(self))
        || message instanceof ServerMessage.Chatted; // some servers tell newcomers nothing else
  }

  /** Whoever waits is told when the lock is released: they may want to say something at once. */
  private void change(Runnable what) {
    List<CompletableFuture<Done>> told = new ArrayList<>();
    synchronized (this) {
      what.run();
      waiting.stream().filter(this::isOver).map(Waiting::goesOn).forEach(told::add);
      waiting.removeIf(this::isOver);
      if (awaited.isEmpty() && inputEnded && in && !away) {
        told.add(settled);
      }
    }
    told.forEach(one -> one.complete(Done.getInstance()));
  }

  private boolean isOver(Waiting one) {
    return awaited.size() <= one.most();
  }
}
