package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
  private final ConnectionLimit limit = new ConnectionLimit(2, 1);

  @Test
  void acquires_up_to_limit() {
    assertTrue(limit.tryAcquire());
    assertTrue(limit.tryAcquire());
    assertFalse(limit.tryAcquire());
    assertFalse(limit.tryAcquire());
  }

  @Test
  void released_slot_can_be_acquired_again() {
    assertTrue(limit.tryAcquire());
    assertTrue(limit.tryAcquire());
    limit.release();

    assertTrue(limit.tryAcquire());
    assertFalse(limit.tryAcquire());
  }

  @Test
  void limit_is_as_requested_when_enough_descriptors_are_free() {
    assertLimits(10_000, 1024, ConnectionLimit.create(10_000, 1024, 1_000_000));
  }

  @Test
  void limit_leaves_descriptors_for_server_and_refusals() {
    assertLimits(4000 - 1000 - 32, 1000, ConnectionLimit.create(10_000, 1024, 4000));
  }

  @Test
  void limit_is_at_least_one_connection_and_one_refusal() {
    assertLimits(1, 1, ConnectionLimit.create(10_000, 1024, 3));
  }

  @Test
  void changed_limit_applies_to_the_next_connection_and_fits_the_descriptors() {
    assertTrue(limit.tryAcquire());
    limit.setMax(1);
    assertFalse(limit.tryAcquire());
    limit.setMax(2);
    assertTrue(limit.tryAcquire());
    ConnectionLimit few = ConnectionLimit.create(10, 8, 132);
    few.setMax(1000);

    assertLimits(132 - 32 - 8, 8, few);
  }

  private static void assertLimits(int max, int maxRefusals, ConnectionLimit limit) {
    assertEquals(max, limit.max());
    assertEquals(maxRefusals, limit.maxRefusals());
  }
}
