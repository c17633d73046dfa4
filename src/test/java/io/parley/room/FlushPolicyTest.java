package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.room.FlushPolicy.Urgency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {
  private final AtomicLong nanos = new AtomicLong(-5); // a nanoTime may be negative
  private final FlushPolicy pace =
      new FlushPolicy(
          new FlushSettings(
              Duration.ofMillis(1),
              Duration.ofNanos(10_000),
              Duration.ofNanos(30_000),
              Duration.ofNanos(100_000)),
          nanos::get);

  @Test
  void first_batch_is_flushed_at_once() {
    assertEquals(Duration.ZERO, pace.delayUntilFlush(10_000, Urgency.MESSAGES));
  }

  @Test
  void small_room_flushes_at_min_interval() {
    pace.recordFlush(0, 0);
    nanos.addAndGet(400_000);

    assertEquals(Duration.ofNanos(600_000), pace.delayUntilFlush(3, Urgency.MESSAGES));
  }

  @Test
  void interval_grows_with_member_count() {
    pace.recordFlush(0, 0);

    assertEquals(Duration.ofMillis(10), pace.delayUntilFlush(1000, Urgency.MESSAGES));
  }

  @Test
  void interval_grows_with_last_batch_size() {
    pace.recordFlush(FlushSettings.BUSY_BATCH_SIZE / 2, 0);

    assertEquals(Duration.ofMillis(20), pace.delayUntilFlush(1000, Urgency.MESSAGES));
  }

  @Test
  void interval_is_capped_at_busy_batch_size() {
    pace.recordFlush(FlushSettings.BUSY_BATCH_SIZE, 0);
    assertEquals(Duration.ofMillis(30), pace.delayUntilFlush(1000, Urgency.MESSAGES));

    pace.recordFlush(100_000, 0);
    assertEquals(Duration.ofMillis(30), pace.delayUntilFlush(1000, Urgency.MESSAGES));
  }

  @Test
  void answered_batch_uses_quiet_interval() {
    pace.recordFlush(FlushSettings.BUSY_BATCH_SIZE, 0);

    assertEquals(Urgency.MESSAGES, pace.urgency(FlushSettings.BUSY_BATCH_SIZE - 1, 1));
    assertEquals(Duration.ofMillis(30), pace.delayUntilFlush(1000, Urgency.MESSAGES));
    assertEquals(Urgency.ANSWERED_BATCH, pace.urgency(FlushSettings.BUSY_BATCH_SIZE, 1));
    assertEquals(Duration.ofMillis(10), pace.delayUntilFlush(1000, Urgency.ANSWERED_BATCH));
  }

  @Test
  void messages_pending_at_last_flush_are_no_answers() {
    pace.recordFlush(3, 2);

    assertEquals(Urgency.MESSAGES, pace.urgency(4, 4));
    assertEquals(Urgency.ANSWERED_BATCH, pace.urgency(5, 5));
  }

  @Test
  void presence_only_batch_uses_presence_interval() {
    pace.recordFlush(1, 0);

    assertEquals(Urgency.PRESENCE_ONLY, pace.urgency(1000, 0));
    assertEquals(Duration.ofMillis(100), pace.delayUntilFlush(1000, Urgency.PRESENCE_ONLY));
  }

  @Test
  void batch_after_quiet_is_flushed_at_once() {
    pace.recordFlush(0, 0);
    nanos.addAndGet(1_000_000);

    assertEquals(Duration.ZERO, pace.delayUntilFlush(100, Urgency.MESSAGES));
  }
}
