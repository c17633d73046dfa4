package io.parley.client.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A blocking read that another thread can interrupt. The reader changes modes of the terminal while
 * it reads, and restores them when it is interrupted. Thread-safe.
 */
final class InterruptibleRead {

  /** The thread that reads, and a latch that opens when it has restored the terminal. */
  private record Reader(Thread thread, CountDownLatch done) {}

  private final AtomicReference<@Nullable Reader> reader = new AtomicReference<>();

  /** Reads on the calling thread. */
  <T> T read(Supplier<T> action) {
    Reader current = new Reader(Thread.currentThread(), new CountDownLatch(1));
    reader.set(current);
    try {
      return action.get();
    } finally {
      reader.set(null);
      current.done().countDown();
    }
  }

  /**
   * Interrupts the thread that reads, unless it is the calling thread.
   *
   * @param timeout how long to wait until it has restored the terminal
   */
  void interrupt(Duration timeout) {
    Reader other = reader.get();
    if (other != null && other.thread() != Thread.currentThread()) {
      other.thread().interrupt();
      try {
        boolean ignored = other.done().await(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
