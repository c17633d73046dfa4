package io.parley.client.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a line, and how they are made to wait no longer: the reader switches modes of the
 * terminal while it reads, and switches them back when it is interrupted.
 */
final class InterruptibleRead {

  /** Somebody who waits, and when the terminal is theirs no longer. */
  private record Reader(Thread thread, CountDownLatch done) {}

  private final AtomicReference<@Nullable Reader> reader = new AtomicReference<>();

  /** Reads, on this thread. */
  <T> T read(Supplier<T> line) {
    Reader mine = new Reader(Thread.currentThread(), new CountDownLatch(1));
    reader.set(mine);
    try {
      return line.get();
    } finally {
      reader.set(null);
      mine.done().countDown();
    }
  }

  /**
   * Interrupts whoever reads on another thread.
   *
   * @param patience how long they have to switch the modes back
   */
  void interrupt(Duration patience) {
    Reader other = reader.get();
    if (other != null && other.thread() != Thread.currentThread()) {
      other.thread().interrupt();
      try {
        boolean ignored = other.done().await(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
