package io.parley.history.sqlite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskLagTest {
  private static final Duration MOST = Duration.ofNanos(10);

  private final AtomicLong now = new AtomicLong(100);
  private final DiskLag lag = new DiskLag(now::get);

  @Test
  void begins_with_the_first_that_nobody_waited_for() {
    assertFalse(lag.isLongerThan(MOST));
    assertTrue(lag.stored());
    now.set(105);
    assertFalse(lag.stored());
    now.set(109);
    assertFalse(lag.isLongerThan(MOST));
    now.set(110);
    assertTrue(lag.isLongerThan(MOST));
  }

  @Test
  void ends_with_a_sync() {
    lag.stored();
    now.set(120);
    lag.syncBegins();

    assertTrue(lag.isLongerThan(MOST));
    assertFalse(lag.synced());
    assertFalse(lag.isLongerThan(MOST));
    assertTrue(lag.stored());
  }

  @Test
  void what_is_stored_during_a_sync_may_not_be_on_the_disk_when_it_ends() {
    lag.stored();
    lag.syncBegins();
    now.set(105);
    lag.stored();
    now.set(110);
    lag.stored();

    assertTrue(lag.synced());
    now.set(114);
    assertFalse(lag.isLongerThan(MOST));
    now.set(115);
    assertTrue(lag.isLongerThan(MOST));
  }

  @Test
  void a_sync_that_fails_ends_nothing() {
    lag.stored();
    lag.syncBegins();
    now.set(110);
    lag.syncBegins();

    assertTrue(lag.isLongerThan(MOST));
  }

  @Test
  void who_waits_for_the_disk_waits_for_all_before() {
    lag.stored();
    lag.syncBegins();
    lag.stored();
    lag.storedAndSynced();
    now.set(200);

    assertFalse(lag.isLongerThan(MOST));
    assertFalse(lag.synced());
  }
}
