package io.parley.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockoutTableTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration DELAY = Duration.ofMinutes(1);
  private static final Duration MAX_DELAY = Duration.ofMinutes(5);
  private static final int MAX_REMEMBERED = 100;

  private final ManualTime time = new ManualTime();
  private final LockoutTable<String> table =
      new LockoutTable<>(
          3, new LockoutSettings(3, 3, WINDOW, DELAY, MAX_DELAY, MAX_REMEMBERED), time::nanoTime);

  @Test
  void third_failure_locks_out_for_the_delay() {
    fail("pat", 2);
    assertEquals(Optional.empty(), table.remaining("pat"));
    fail("pat", 1);

    assertEquals(Optional.of(DELAY), table.remaining("pat"));
    assertEquals(Optional.empty(), table.remaining("ann"));
    time.advance(DELAY.minusNanos(1));
    assertEquals(Optional.of(Duration.ofNanos(1)), table.remaining("pat"));
    time.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), table.remaining("pat"));
  }

  @Test
  void failures_outside_of_the_window_do_not_count() {
    fail("pat", 1);
    time.advance(WINDOW.minusNanos(1));
    fail("pat", 1);
    time.advance(Duration.ofNanos(1));
    fail("pat", 1); // the first one has left the window
    assertEquals(Optional.empty(), table.remaining("pat"));
    fail("pat", 1);
    assertEquals(Optional.of(DELAY), table.remaining("pat"));
  }

  @Test
  void each_further_lockout_is_twice_as_long_up_to_the_longest() {
    for (int minutes : new int[] {1, 2, 4, 5, 5}) {
      fail("pat", 3);
      assertEquals(Optional.of(Duration.ofMinutes(minutes)), table.remaining("pat"));
      time.advance(Duration.ofMinutes(minutes));
    }
  }

  @Test
  void lockouts_are_short_again_after_the_longest_time_without_one() {
    fail("pat", 3);
    time.advance(DELAY);
    fail("pat", 3);
    time.advance(DELAY.multipliedBy(2).plus(MAX_DELAY));
    fail("pat", 3);

    assertEquals(Optional.of(DELAY), table.remaining("pat"));
  }

  @Test
  void failure_that_ends_during_a_lockout_does_not_extend_it() {
    fail("pat", 4);

    assertEquals(Optional.of(DELAY), table.remaining("pat"));
    time.advance(DELAY);
    fail("pat", 2);
    assertEquals(Optional.empty(), table.remaining("pat"));
  }

  @Test
  void success_forgets_failures() {
    fail("pat", 2);
    table.onSucceeded("pat");
    fail("pat", 2);

    assertEquals(Optional.empty(), table.remaining("pat"));
  }

  @Test
  void memory_is_bounded_and_the_oldest_failure_is_forgotten_first() {
    fail("pat", 3);
    for (int i = 0; i < MAX_REMEMBERED * 10; i++) {
      fail("guess" + i, 1);
      assertTrue(table.size() <= MAX_REMEMBERED);
    }

    assertEquals(Optional.empty(), table.remaining("pat"));
  }

  @Test
  void keys_whose_failures_are_over_are_forgotten() {
    for (int i = 0; i < 50; i++) {
      fail("guess" + i, 1);
    }
    time.advance(WINDOW);
    for (int i = 0; i < 20; i++) {
      fail("pat", 1);
      time.advance(MAX_DELAY);
    }

    assertEquals(1, table.size());
  }

  private void fail(String key, int times) {
    for (int i = 0; i < times; i++) {
      table.onFailed(key);
    }
  }
}
