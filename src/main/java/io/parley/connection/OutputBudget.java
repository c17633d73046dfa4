package io.parley.connection;

import io.parley.wire.flow.MemoryCounter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of all that waits in the server for its way to clients: the send queues, and the texts
 * that are read and not yet delivered. Thread-safe; all connections share one.
 *
 * <ol>
 *   <li>Near the limit the server is busy: it refuses new connections and questions.
 *   <li>At the limit it also refuses texts, and drops the largest send queue with its connection.
 * </ol>
 *
 * <p>It counts with atomic counters only. What many connections share counts once. A batch counts
 * with one encoding: where members of several dialects share it, the further encodings are not
 * counted.
 */
public final class OutputBudget implements MemoryCounter {
  private static final Logger log = LoggerFactory.getLogger(OutputBudget.class);

  /** The share of the limit, in percent, at which the server is busy. */
  private static final int BUSY_PERCENT = 80;

  private static final int PERCENT = 100;

  /** To drop smaller queues would free little, and disconnect peers that read. */
  private static final long MIN_DROPPED = 65_536;

  /** A send queue. */
  public interface Queue {

    /** The encoded bytes that the queue holds. */
    long heldBytes();

    /**
     * Drops the queued messages and ends the connection.
     *
     * @return the bytes that stay counted until the queue is removed
     */
    long drop();
  }

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /** Of the used bytes, those of queues that are dropped already. */
  private final AtomicLong leaving = new AtomicLong();

  private final Set<Queue> queues = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean dropping = new AtomicBoolean();

  /**
   * @param limit the maximum, in bytes; it may be exceeded by one batch of each thread
   */
  public OutputBudget(long limit) {
    this.limit = limit;
  }

  /**
   * A share of the memory that Java may use.
   *
   * @param percent the share, 1 to 90
   */
  public static OutputBudget ofHeap(int percent) {
    return new OutputBudget(Runtime.getRuntime().maxMemory() / PERCENT * percent);
  }

  @Override
  public void add(long bytes) {
    used.addAndGet(bytes);
  }

  @Override
  public void remove(long bytes) {
    used.addAndGet(-bytes);
  }

  /** The counted bytes. */
  public long used() {
    return used.get();
  }

  /** Whether new connections and questions are refused. */
  public boolean isBusy() {
    return used.get() > limit / PERCENT * BUSY_PERCENT;
  }

  /** Whether texts are refused. */
  public boolean isExhausted() {
    return used.get() - leaving.get() > limit;
  }

  /** Adds a queue that may be dropped. */
  public void register(Queue queue) {
    queues.add(queue);
  }

  /**
   * Removes a queue.
   *
   * @param leavingBytes what its {@link Queue#drop} has returned; 0 if it was not dropped
   */
  public void unregister(Queue queue, long leavingBytes) {
    queues.remove(queue);
    leaving.addAndGet(-leavingBytes);
  }

  /**
   * Drops the largest queue if the limit is exceeded. One thread at a time does so; the others go
   * on.
   */
  public void enforce() {
    if (isExhausted() && dropping.compareAndSet(false, true)) {
      try {
        dropLargest();
      } finally {
        dropping.set(false);
      }
    }
  }

  private void dropLargest() {
    long largestSize = MIN_DROPPED;
    @Nullable Queue largest = null;
    for (Queue queue : queues) {
      long size = queue.heldBytes();
      if (size >= largestSize) {
        largestSize = size;
        largest = queue;
      }
    }
    if (largest != null && queues.remove(largest)) {
      log.warn(
          "The output that waits takes {} bytes, more than {}: the largest send queue is dropped",
          used.get(),
          limit);
      leaving.addAndGet(largest.drop());
    }
  }
}
