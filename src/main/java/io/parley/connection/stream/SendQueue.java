package io.parley.connection.stream;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * A queue with one consumer and any number of producers, bounded by the weight of its elements and
 * not, as Pekko's queues are, by their number. A producer wakes the consumer only if that is idle.
 *
 * @param <T> the type of the elements
 */
final class SendQueue<T> {

  /** An element with its weight when it was added: a later weight may differ. */
  private record Entry<T>(T element, int weight) {}

  private final ToIntFunction<T> weight;
  private final int maxWeight;
  private final Runnable wakeConsumer;
  private final Queue<Entry<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedWeight = new AtomicInteger();

  /** The consumer has found the queue empty and waits to be woken. */
  private final AtomicBoolean consumerIdle = new AtomicBoolean();

  private volatile boolean completed;
  private volatile boolean cancelled;

  /** The weight of the element that was taken last. The consumer owns it. */
  private int takenWeight;

  /**
   * Creates an empty queue.
   *
   * @param weight the weight of an element; called once for each
   * @param maxWeight at this weight the queue is full; the last element may exceed it
   * @param wakeConsumer wakes the consumer, on the thread of the producer
   */
  SendQueue(ToIntFunction<T> weight, int maxWeight, Runnable wakeConsumer) {
    this.weight = weight;
    this.maxWeight = maxWeight;
    this.wakeConsumer = wakeConsumer;
  }

  /**
   * Adds an element.
   *
   * @return false if the queue is full; true also if it is cancelled
   */
  boolean offer(T next) {
    if (queuedWeight.get() >= maxWeight && !cancelled) {
      return false;
    }
    offerFinal(next);
    return true;
  }

  /** Adds an element, even to a full queue. */
  void offerFinal(T next) {
    if (!cancelled) {
      Entry<T> entry = new Entry<>(next, weight.applyAsInt(next));
      queuedWeight.addAndGet(entry.weight());
      queue.add(entry);
      if (consumerIdle.get() && consumerIdle.compareAndSet(true, false)) {
        wakeConsumer.run();
      }
    }
  }

  /** No element is added from now on. */
  void complete() {
    completed = true;
    consumerIdle.set(false);
    wakeConsumer.run();
  }

  /**
   * Takes the next element; the one before it has left. If the queue is empty, the next offer wakes
   * the consumer.
   */
  Optional<T> poll() {
    takenWeight = 0;
    do {
      Entry<T> next = queue.poll();
      if (next != null) {
        takenWeight = next.weight();
        queuedWeight.addAndGet(-takenWeight);
        return Optional.of(next.element());
      }
      consumerIdle.set(true);
      // An element that was added since the poll has not woken the consumer.
    } while (!queue.isEmpty() && consumerIdle.compareAndSet(true, false));
    return Optional.empty();
  }

  /**
   * The weight of the queued elements and of the one that was taken last and has not left. For the
   * consumer only.
   */
  int pendingWeight() {
    return cancelled ? 0 : queuedWeight.get() + takenWeight;
  }

  /** Whether the queue is empty and stays so. */
  boolean isComplete() {
    return completed && queue.isEmpty();
  }

  /** Drops all elements, and those that are added from now on. */
  void cancel() {
    cancelled = true;
    queue.clear();
  }
}
