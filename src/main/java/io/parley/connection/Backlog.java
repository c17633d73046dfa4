package io.parley.connection;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * What waits for a peer, bounded by what it weighs and not by its number, as Pekko's own queues
 * are. Any thread adds to it, and wakes whoever takes only if they sleep; one takes.
 *
 * @param <T> what waits
 */
final class Backlog<T> {
  private final ToIntFunction<T> weight;
  private final int maxWeight;
  private final Runnable wake;
  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger load = new AtomicInteger();

  /** More could be taken, and nothing waited when it was looked at. */
  private final AtomicBoolean asleep = new AtomicBoolean();

  private volatile boolean completed;
  private volatile boolean ended;

  /**
   * Nothing waits.
   *
   * @param weight what one weighs; asked twice of each
   * @param maxWeight what weighs so much together takes no more; what is added may go over it
   * @param wake wakes whoever takes, in the thread of whoever adds
   */
  Backlog(ToIntFunction<T> weight, int maxWeight, Runnable wake) {
    this.weight = weight;
    this.maxWeight = maxWeight;
    this.wake = wake;
  }

  /**
   * Adds one.
   *
   * @return false if what waits weighs too much already, and this was not taken; true if nobody
   *     takes any more
   */
  boolean offer(T next) {
    if (load.get() >= maxWeight && !ended) {
      return false;
    }
    put(next);
    return true;
  }

  /** Adds one, however much waits. */
  void put(T next) {
    if (!ended) {
      load.addAndGet(weight.applyAsInt(next));
      waiting.add(next);
      if (asleep.get() && asleep.compareAndSet(true, false)) {
        wake.run();
      }
    }
  }

  /** Nothing will be added. */
  void complete() {
    completed = true;
    asleep.set(false);
    wake.run();
  }

  /** The next. Where there is none, whoever takes may sleep: they are woken. */
  Optional<T> take() {
    do {
      T next = waiting.poll();
      if (next != null) {
        load.addAndGet(-weight.applyAsInt(next));
        return Optional.of(next);
      }
      asleep.set(true);
      // What came between the look and the sleep has woken nobody.
    } while (!waiting.isEmpty() && asleep.compareAndSet(true, false));
    return Optional.empty();
  }

  /** Whether nothing waits, nor will. */
  boolean isDone() {
    return completed && waiting.isEmpty();
  }

  /** Nobody takes any more: what waits is dropped, and what is added. */
  void end() {
    ended = true;
    waiting.clear();
  }
}
