package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The warnings of a disk that is nearly full. */
class DiskSpaceMonitorTest {
  private static final Path FILE = Path.of("data/parley.db");
  private static final long ENOUGH = DiskSpaceMonitor.MIN_FREE_BYTES;
  private static final long LOW = DiskSpaceMonitor.MIN_FREE_BYTES - 1;
  private static final long UNKNOWN = -1;

  private final ActorTestKit kit =
      ActorTestKit.create("space", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicInteger looks = new AtomicInteger();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void warns_once_and_again_after_there_was_enough_space() {
    assertWarnings(2, ENOUGH, LOW, LOW, UNKNOWN, LOW, ENOUGH, LOW, LOW);
  }

  @Test
  void does_not_warn_while_there_is_enough_space() {
    assertWarnings(0, ENOUGH, UNKNOWN, ENOUGH);
  }

  /** A look begins after the one before was handled, so that one look more is a fence. */
  private void assertWarnings(int expected, long... freeBytes) {
    LoggingTestKit.warn("Only 999 MB are free on the disk of data/parley.db")
        .withOccurrences(expected)
        .expect(
            kit.system(),
            () -> {
              kit.spawn(DiskSpaceMonitor.create(FILE, () -> next(freeBytes), Runnable::run));
              long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
              while (looks.get() <= freeBytes.length) {
                time.timePasses(DiskSpaceMonitor.INTERVAL);
                assertTrue(System.nanoTime() < deadline, "the monitor does not look");
              }
              return looks.get();
            });
  }

  private long next(long... freeBytes) throws IOException {
    long bytes = freeBytes[Math.min(looks.getAndIncrement(), freeBytes.length - 1)];
    if (bytes == UNKNOWN) {
      throw new IOException("the disk is gone");
    }
    return bytes;
  }
}
