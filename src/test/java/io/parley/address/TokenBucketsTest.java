package io.parley.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketsTest {
  private static final Rate THREE_THEN_ONE_A_SECOND = Rate.perSecond(3, 1);
  private static final long SECOND = 1_000_000_000L;

  /** Also a clock that overflows in the middle of the test. */
  @ParameterizedTest
  @ValueSource(longs = {0, -7, Long.MAX_VALUE - SECOND / 2})
  void burst_passes_at_once_and_the_rest_at_the_rate(long start) {
    TokenBuckets buckets = new TokenBuckets(1, start);

    assertEquals(0, take(buckets, 1, start));
    assertEquals(0, take(buckets, 2, start));
    assertEquals(SECOND, take(buckets, 1, start));
    assertEquals(2 * SECOND, take(buckets, 1, start));
    assertEquals(SECOND, take(buckets, 0, start + SECOND));
    assertEquals(0, take(buckets, 0, start + 2 * SECOND));
  }

  @Test
  void pause_gives_back_at_most_the_burst() {
    TokenBuckets buckets = new TokenBuckets(1, 0);
    take(buckets, 3, 0);
    long later = 1000 * SECOND;

    assertEquals(0, take(buckets, 3, later));
    assertEquals(SECOND, take(buckets, 1, later));
  }

  @Test
  void more_units_than_the_burst_wait_for_their_time() {
    assertEquals(7 * SECOND, take(new TokenBuckets(1, 0), 10, 0));
  }

  @Test
  void buckets_are_independent() {
    TokenBuckets buckets = new TokenBuckets(2, 0);
    buckets.take(0, THREE_THEN_ONE_A_SECOND, 10, 0);

    assertEquals(0, buckets.take(1, THREE_THEN_ONE_A_SECOND, 3, 0));
  }

  @Test
  void refused_unit_is_not_taken() {
    TokenBuckets buckets = new TokenBuckets(1, 0);
    for (int i = 0; i < 3; i++) {
      assertTrue(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, 0));
    }

    assertFalse(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, 0));
    assertFalse(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, SECOND - 1));
    assertTrue(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, SECOND));
    assertFalse(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, SECOND));
  }

  @Test
  void new_rate_applies_at_once() {
    TokenBuckets buckets = new TokenBuckets(1, 0);
    take(buckets, 3, 0);

    assertFalse(buckets.tryTake(0, THREE_THEN_ONE_A_SECOND, 0));
    assertTrue(buckets.tryTake(0, Rate.perSecond(4, 1), 0));
  }

  @Test
  void buckets_are_full_until_something_is_taken_and_when_all_have_recovered() {
    TokenBuckets buckets = new TokenBuckets(2, 0);
    assertTrue(buckets.areFull(0));
    buckets.take(1, THREE_THEN_ONE_A_SECOND, 2, 0);

    assertFalse(buckets.areFull(2 * SECOND - 1));
    assertTrue(buckets.areFull(2 * SECOND));
  }

  @Test
  void threads_together_take_no_more_than_there_is() throws Exception {
    TokenBuckets buckets = new TokenBuckets(1, 0);
    Rate rate = Rate.perSecond(1000, 1);
    Callable<Long> thread =
        () -> IntStream.range(0, 1000).filter(i -> buckets.tryTake(0, rate, 0)).count();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      long taken = 0;
      for (Future<Long> each : threads.invokeAll(List.of(thread, thread, thread, thread))) {
        taken += each.get();
      }
      assertEquals(1000, taken);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rate_is_stated_per_minute_or_second_and_can_be_multiplied() {
    assertEquals(new Rate(5, 500_000_000), Rate.perMinute(5, 120));
    assertEquals(new Rate(64, 125_000), Rate.perSecond(64, 8000));
    assertEquals(new Rate(40, 62_500_000), Rate.perMinute(5, 120).times(8));
    assertEquals(5 + 60, Rate.perMinute(5, 120).unitsWithin(Duration.ofSeconds(30)));
    assertThrows(IllegalArgumentException.class, () -> Rate.perMinute(0, 1));
  }

  private static long take(TokenBuckets buckets, long units, long now) {
    return buckets.take(0, THREE_THEN_ONE_A_SECOND, units, now);
  }
}
