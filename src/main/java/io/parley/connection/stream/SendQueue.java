package io.parley.connection.stream;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A queue with one consumer and any number of producers, bounded by the weight of its elements and
 * not, as Pekko's queues are, by their number. A producer wakes the consumer only if that is idle.
 *
 * @param <T> the type of the elements
 */
final class SendQueue<T> {

  /** An element with its weight when it was added: a later weight may differ. */
  private record Entry<T>(T element, int weight) {}

  /** Counts the elements of many queues. Called by any thread. */
  interface Ledger<T> {

    /** An element is added to a queue. */
    void added(T element, int weight);

    /** An element has left its queue. */
    void left(T element);
  }

  private final ToIntFunction<T> weight;
  private final int maxWeight;
  private final Ledger<T> ledger;
  private final Runnable wakeConsumer;
  private final Queue<Entry<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queuedWeight = new AtomicInteger();

  /** The consumer has found the queue empty and waits to be woken. */
  private final AtomicBoolean consumerIdle = new AtomicBoolean();

  private volatile boolean completed;
  private volatile boolean cancelled;

  /** The element that was taken last and has not left. The consumer sets it. */
  private volatile @Nullable Entry<T> taken;

  /**
   * Creates an empty queue.
   *
   * @param weight the weight of an element; called once for each
   * @param maxWeight at this weight the queue is full; the last element may exceed it
   * @param wakeConsumer wakes the consumer, on the thread of the producer
   */
  SendQueue(ToIntFunction<T> weight, int maxWeight, Ledger<T> ledger, Runnable wakeConsumer) {
    this.weight = weight;
    this.maxWeight = maxWeight;
    this.ledger = ledger;
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
      ledger.added(next, entry.weight());
      queuedWeight.addAndGet(entry.weight());
      queue.add(entry);
      if (cancelled) {
        clear(); // it was cancelled since
      }
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
    takenHasLeft();
    do {
      Entry<T> next = queue.poll();
      if (next != null) {
        queuedWeight.addAndGet(-next.weight());
        taken = next;
        return Optional.of(next.element());
      }
      consumerIdle.set(true);
      // An element that was added since the poll has not woken the consumer.
    } while (!queue.isEmpty() && consumerIdle.compareAndSet(true, false));
    return Optional.empty();
  }

  /** The weight of the queued elements and of the one that was taken last and has not left. */
  int pendingWeight() {
    return queuedWeight.get() + takenWeight();
  }

  /** The weight of the element that was taken last and has not left. */
  int takenWeight() {
    @Nullable Entry<T> entry = taken;
    return entry == null ? 0 : entry.weight();
  }

  /** Whether the queue is empty and stays so. */
  boolean isComplete() {
    return completed && queue.isEmpty();
  }

  /** Drops all elements, and those that are added from now on. For the consumer only. */
  void cancel() {
    cancelled = true;
    takenHasLeft();
    clear();
  }

  /** Drops the queued elements. */
  void clear() {
    for (Entry<T> next = queue.poll(); next != null; next = queue.poll()) {
      queuedWeight.addAndGet(-next.weight());
      ledger.left(next.element());
    }
  }

  private void takenHasLeft() {
    @Nullable Entry<T> entry = taken;
    if (entry != null) {
      taken = null;
      ledger.left(entry.element());
    }
  }
}
