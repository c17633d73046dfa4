package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaveConfirmationTest {
  private final ManualClock clock = new ManualClock();
  private final LeaveConfirmation leaving = new LeaveConfirmation(clock);

  @Test
  void second_interrupt_within_two_seconds_leaves() {
    assertFalse(leaving.onInterrupt());
    assertEquals(Optional.of("press Ctrl-C again to leave"), leaving.hint());
    clock.advance(Duration.ofMillis(1999));

    assertTrue(leaving.onInterrupt());
  }

  @Test
  void second_interrupt_after_two_seconds_asks_again() {
    assertFalse(leaving.onInterrupt());
    clock.advance(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), leaving.hint());

    assertFalse(leaving.onInterrupt());
    assertTrue(leaving.onInterrupt());
  }

  @Test
  void asks_again_after_something_else_or_when_clock_is_set_back() {
    assertFalse(leaving.onInterrupt());
    leaving.cancel();
    assertFalse(leaving.onInterrupt());

    clock.advance(Duration.ofMinutes(-1));
    assertFalse(leaving.onInterrupt());
  }
}
