package io.parley.connection.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalWindowTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  @Test
  void counts_each_kind_by_itself() {
    ArrivalWindow window = new ArrivalWindow(0);

    assertEquals(1, window.add(InputKind.TEXTS, WINDOW, 0));
    assertEquals(2, window.add(InputKind.TEXTS, WINDOW, 0));
    assertEquals(1, window.add(InputKind.JOINS, WINDOW, 0));
  }

  /** Also a clock that overflows within the window. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 5_000_000_000L})
  void arrival_counts_until_the_window_has_passed(long start) {
    ArrivalWindow window = new ArrivalWindow(start);
    window.add(InputKind.TEXTS, WINDOW, start);
    window.add(InputKind.TEXTS, WINDOW, at(start, 4_500));

    assertEquals(3, window.add(InputKind.TEXTS, WINDOW, at(start, 9_999)));
    assertEquals(3, window.add(InputKind.TEXTS, WINDOW, at(start, 10_000)));
    assertEquals(4, window.add(InputKind.TEXTS, WINDOW, at(start, 13_999)));
    assertEquals(4, window.add(InputKind.TEXTS, WINDOW, at(start, 14_000)));
  }

  @Test
  void steady_arrivals_have_a_steady_count() {
    ArrivalWindow window = new ArrivalWindow(0);
    for (int second = 0; second < 1000; second++) {
      assertEquals(
          Math.min(second + 1, 10), window.add(InputKind.TEXTS, WINDOW, at(0, second * 1000L)));
    }
  }

  @Test
  void pause_empties_the_window() {
    ArrivalWindow window = new ArrivalWindow(0);
    for (int i = 0; i < 100; i++) {
      window.add(InputKind.TEXTS, WINDOW, at(0, 100L * i));
    }

    assertEquals(1, window.add(InputKind.TEXTS, WINDOW, at(0, 1_000_000_000L)));
  }

  private static long at(long start, long millis) {
    return start + millis * 1_000_000;
  }
}
