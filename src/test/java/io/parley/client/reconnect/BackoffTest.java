package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  void waits_not_at_all_and_then_twice_as_long_each_time_up_to_the_longest() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1);

    assertEquals(
        Stream.of(0, 1, 2, 4, 8, 16, 32, 60, 60).map(Duration::ofSeconds).toList(),
        Stream.generate(backoff::nextDelay).limit(9).toList());
  }

  @Test
  void leaves_out_a_random_part_of_up_to_a_half() {
    Backoff least = new Backoff(FIRST, LONGEST, () -> 0);
    Backoff middle = new Backoff(FIRST, LONGEST, () -> 0.5);

    assertEquals(List.of(0L, 500L, 1000L, 2000L), millis(least));
    assertEquals(List.of(0L, 750L, 1500L, 3000L), millis(middle));
  }

  @Test
  void begins_anew() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1);
    List<Long> ignored = millis(backoff);

    backoff.reset();

    assertEquals(List.of(0L, 1000L, 2000L, 4000L), millis(backoff));
  }

  private static List<Long> millis(Backoff backoff) {
    return Stream.generate(backoff::nextDelay).limit(4).map(Duration::toMillis).toList();
  }
}
