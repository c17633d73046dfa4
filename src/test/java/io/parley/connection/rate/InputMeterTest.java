package io.parley.connection.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.address.Rate;
import io.parley.address.TokenBuckets;
import io.parley.protocol.Problem;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each connection may send 2 inputs at once and then one a second; an address 4 times as much. */
class InputMeterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Rate RATE = Rate.perSecond(2, 1);

  private InputRates rates = TestRates.of(RATE, 4, 1000, 10);
  private final TokenBuckets ofAddress = new TokenBuckets(InputKind.COUNT, 0);
  private final InputMeter first = connection();
  private final InputMeter second = connection();

  @Test
  void burst_may_be_handled_at_once_and_the_rest_at_the_rate() {
    assertEquals(0, first.take(InputKind.TEXTS, 1, 0));
    assertEquals(0, first.take(InputKind.TEXTS, 1, 0));
    assertEquals(SECOND, first.take(InputKind.TEXTS, 1, 0));
    assertEquals(SECOND, first.take(InputKind.TEXTS, 1, SECOND));
    assertEquals(0, first.take(InputKind.TEXTS, 1, 10 * SECOND));
  }

  @Test
  void kinds_do_not_wait_for_each_other() {
    first.take(InputKind.TEXTS, 10, 0);

    assertEquals(0, first.take(InputKind.QUESTIONS, 2, 0));
  }

  @Test
  void connections_of_one_address_share_its_rate() {
    for (int i = 0; i < 4; i++) {
      assertEquals(0, connection().take(InputKind.TEXTS, 2, 0));
    }

    assertEquals(SECOND / 4, first.take(InputKind.TEXTS, 1, 0));
    assertEquals(SECOND / 2, second.take(InputKind.TEXTS, 1, 0));
  }

  @Test
  void ten_times_as_much_as_the_rate_allows_within_the_window_is_too_much() {
    for (int i = 0; i < 320; i++) { // 10 times 2 at once and 30 in 30 s
      assertEquals(Optional.empty(), first.arrived(InputKind.TEXTS, i * SECOND / 100));
    }
    Problem problem = first.arrived(InputKind.TEXTS, 4 * SECOND).orElseThrow();

    assertEquals(Problem.Code.SLOW_DOWN, problem.code());
    assertEquals(
        "More than 320 texts came within 30 seconds; the connection ends. Send more slowly.",
        problem.message());
    assertEquals(Optional.empty(), second.arrived(InputKind.TEXTS, 4 * SECOND));
  }

  @Test
  void ten_times_the_rate_is_never_too_much_without_a_burst() {
    for (int i = 0; i < 10_000; i++) {
      assertEquals(Optional.empty(), first.arrived(InputKind.TEXTS, i * SECOND / 10));
    }
  }

  @Test
  void new_rates_apply_at_once() {
    first.take(InputKind.TEXTS, 2, 0);
    rates = TestRates.of(Rate.perSecond(30, 10), 4, 1000, 10);

    assertEquals(0, first.take(InputKind.TEXTS, 1, 0));
  }

  private InputMeter connection() {
    return new InputMeter(() -> rates, ofAddress, () -> 0);
  }
}
