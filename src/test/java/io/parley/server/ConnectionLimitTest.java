package io.parley.server;

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
}
