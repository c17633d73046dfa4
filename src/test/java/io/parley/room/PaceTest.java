package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong(-5); // a nanoTime may be negative
  private final Pace pace =
      new Pace(
          new RoomSettings(Duration.ofMillis(1), Duration.ofNanos(10_000), 1000, 1000, 0, 0),
          nanos::get);

  @Test
  void lets_the_first_batch_go_at_once() {
    assertEquals(Duration.ZERO, pace.untilNextFlush(10_000));
  }

  @Test
  void keeps_the_floor_between_two_batches_to_few() {
    pace.flushed();
    nanos.addAndGet(400_000);

    assertEquals(Duration.ofNanos(600_000), pace.untilNextFlush(3));
  }

  @Test
  void grows_with_the_members() {
    pace.flushed();

    assertEquals(Duration.ofMillis(10), pace.untilNextFlush(1000));
  }

  @Test
  void lets_a_batch_go_at_once_after_quiet() {
    pace.flushed();
    nanos.addAndGet(1_000_000);

    assertEquals(Duration.ZERO, pace.untilNextFlush(100));
  }
}
