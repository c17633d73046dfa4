package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.room.Pace.Haste;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong(-5); // a nanoTime may be negative
  private final Pace pace =
      new Pace(
          new PaceSettings(
              Duration.ofMillis(1),
              Duration.ofNanos(10_000),
              Duration.ofNanos(30_000),
              Duration.ofNanos(100_000)),
          nanos::get);

  @Test
  void lets_the_first_batch_go_at_once() {
    assertEquals(Duration.ZERO, pace.untilNextFlush(10_000, Haste.SAID));
  }

  @Test
  void keeps_the_floor_between_two_batches_to_few() {
    pace.flushed(0, 0);
    nanos.addAndGet(400_000);

    assertEquals(Duration.ofNanos(600_000), pace.untilNextFlush(3, Haste.SAID));
  }

  @Test
  void grows_with_the_members() {
    pace.flushed(0, 0);

    assertEquals(Duration.ofMillis(10), pace.untilNextFlush(1000, Haste.SAID));
  }

  @Test
  void grows_with_what_the_last_batch_had_to_pass_on() {
    pace.flushed(PaceSettings.BUSY / 2, 0);

    assertEquals(Duration.ofMillis(20), pace.untilNextFlush(1000, Haste.SAID));
  }

  @Test
  void grows_no_further_however_much_it_was() {
    pace.flushed(PaceSettings.BUSY, 0);
    assertEquals(Duration.ofMillis(30), pace.untilNextFlush(1000, Haste.SAID));

    pace.flushed(100_000, 0);
    assertEquals(Duration.ofMillis(30), pace.untilNextFlush(1000, Haste.SAID));
  }

  @Test
  void grows_no_further_than_to_the_answer() {
    pace.flushed(PaceSettings.BUSY, 0);

    assertEquals(Haste.SAID, pace.haste(PaceSettings.BUSY - 1, 1));
    assertEquals(Duration.ofMillis(30), pace.untilNextFlush(1000, Haste.SAID));
    assertEquals(Haste.ANSWERED, pace.haste(PaceSettings.BUSY, 1));
    assertEquals(Duration.ofMillis(10), pace.untilNextFlush(1000, Haste.ANSWERED));
  }

  @Test
  void takes_nothing_for_an_answer_that_was_there_before() {
    pace.flushed(3, 2);

    assertEquals(Haste.SAID, pace.haste(4, 4));
    assertEquals(Haste.ANSWERED, pace.haste(5, 5));
  }

  @Test
  void tells_late_who_comes_and_goes() {
    pace.flushed(1, 0);

    assertEquals(Haste.NOTHING_SAID, pace.haste(1000, 0));
    assertEquals(Duration.ofMillis(100), pace.untilNextFlush(1000, Haste.NOTHING_SAID));
  }

  @Test
  void lets_a_batch_go_at_once_after_quiet() {
    pace.flushed(0, 0);
    nanos.addAndGet(1_000_000);

    assertEquals(Duration.ZERO, pace.untilNextFlush(100, Haste.SAID));
  }
}
