package io.parley.connection;

import io.parley.wire.flow.InputMemory;
import io.parley.wire.flow.MemoryCounter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of all that waits in the server for its way to clients. Thread-safe; all connections
 * and rooms share one.
 *
 * <ol>
 *   <li>Near the limit the server is busy: it refuses new connections and questions.
 *   <li>At the limit it also refuses texts, and drops the largest send queue with its connection.
 * </ol>
 *
 * <p>It counts with atomic counters only:
 *
 * <ul>
 *   <li>batches in send queues, in pacers of dialects without frames, and answers of the history on
 *       their way to a send queue. A batch that many hold counts once, with all its encodings
 *       ({@link io.parley.wire.flow.Batch#hold});
 *   <li>the segments and the last write of each pacer;
 *   <li>the events that wait in a room, until they are delivered or dropped;
 *   <li>the texts of a connected sender that are not delivered, in addition to the room in which
 *       they wait: they are also in memory as commands;
 *   <li>the input of a connection that waits for its rates;
 *   <li>encrypted writes of TLS that the socket has not taken, beyond 2 KiB;
 *   <li>incomplete packets, which may take a quarter of the limit, so that what is sent out has the
 *       rest.
 * </ul>
 *
 * <p>It does not count:
 *
 * <ul>
 *   <li>an event between a room and its connections, for the time of one turn of their dispatcher;
 *   <li>an answer that a query creates: one for each thread of queries, of at most {@code
 *       parley.limits.history-messages} texts, which are 3 answers of 3.2 MB in UTF-8 by default;
 *   <li>the texts that the history writer has of rooms that have failed: one batch ({@code
 *       parley.room.max-batch}) for each restart;
 *   <li>the first 2 KiB of an incomplete packet.
 * </ul>
 */
public final class OutputBudget implements MemoryCounter {
  private static final Logger log = LoggerFactory.getLogger(OutputBudget.class);

  /** The share of the limit, in percent, at which the server is busy. */
  private static final int BUSY_PERCENT = 80;

  private static final int PERCENT = 100;

  /** The part of the limit that incomplete packets may take: one in this number. */
  private static final int INPUT_SHARE = 4;

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

  /** Of the used bytes, those of incomplete packets. */
  private final InputMemory inputMemory = new PartialPackets();

  private final Set<Queue> queues = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean dropping = new AtomicBoolean();

  /** After a search that found no queue to drop, the used bytes at which the next one begins. */
  private volatile long nextSearch;

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

  /** Counts incomplete packets; they are at most a quarter of the limit. */
  public InputMemory inputMemory() {
    return inputMemory;
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
   * on. While no queue is large enough, it does not look at all of them each time.
   */
  public void enforce() {
    if (!isExhausted()) {
      if (nextSearch != 0) {
        nextSearch = 0;
      }
    } else if (used.get() >= nextSearch && dropping.compareAndSet(false, true)) {
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
    } else {
      nextSearch = used.get() + MIN_DROPPED;
    }
  }

  private final class PartialPackets implements InputMemory {
    private final AtomicLong size = new AtomicLong();

    @Override
    public boolean tryAdd(long bytes) {
      if (size.addAndGet(bytes) > limit / INPUT_SHARE) {
        size.addAndGet(-bytes);
        return false;
      }
      add(bytes);
      return true;
    }

    @Override
    public void remove(long bytes) {
      size.addAndGet(-bytes);
      OutputBudget.this.remove(bytes);
    }
  }
}
