package io.parley.connection.stream;

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
final class SendQueue<T> {
  private final ToIntFunction<T> weight;
  private final int maxWeight;
  private final Runnable wakeConsumer;
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedWeight = new AtomicInteger();

  /** More could be taken, and nothing waited when it was looked at. */
  private final AtomicBoolean consumerIdle = new AtomicBoolean();

  private volatile boolean completed;
  private volatile boolean cancelled;

  /**
   * Nothing waits.
   *
   * @param weight what one weighs; asked twice of each
   * @param maxWeight what weighs so much together takes no more; what is added may go over it
   * @param wake wakes whoever takes, in the thread of whoever adds
   */
  SendQueue(ToIntFunction<T> weight, int maxWeight, Runnable wake) {
    this.weight = weight;
    this.maxWeight = maxWeight;
    this.wakeConsumer = wake;
  }

  /**
   * Adds one.
   *
   * @return false if what waits weighs too much already, and this was not taken; true if nobody
   *     takes any more
   */
  boolean offer(T next) {
    if (queuedWeight.get() >= maxWeight && !cancelled) {
      return false;
    }
    offerFinal(next);
    return true;
  }

  /** Adds one, however much waits. */
  void offerFinal(T next) {
    if (!cancelled) {
      queuedWeight.addAndGet(weight.applyAsInt(next));
      queue.add(next);
      if (consumerIdle.get() && consumerIdle.compareAndSet(true, false)) {
        wakeConsumer.run();
      }
    }
  }

  /** Nothing will be added. */
  void complete() {
    completed = true;
    consumerIdle.set(false);
    wakeConsumer.run();
  }

  /** The next. Where there is none, whoever takes may sleep: they are woken. */
  Optional<T> poll() {
    do {
      T next = queue.poll();
      if (next != null) {
        queuedWeight.addAndGet(-weight.applyAsInt(next));
        return Optional.of(next);
      }
      consumerIdle.set(true);
      // What came between the look and the sleep has woken nobody.
    } while (!queue.isEmpty() && consumerIdle.compareAndSet(true, false));
    return Optional.empty();
  }

  /** Whether nothing waits, nor will. */
  boolean isComplete() {
    return completed && queue.isEmpty();
  }

  /** Nobody takes any more: what waits is dropped, and what is added. */
  void cancel() {
    cancelled = true;
    queue.clear();
  }
}
