package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DeliveryCheckerTest {
  private final DeliveryChecker checker = new DeliveryChecker(2, false);

  @Test
  void everything_once_and_in_order_is_just_that() {
    receive(checker, 0, 0, 1, 2);
    receive(checker, 1, 0, 1);

    assertCounts(5, 0, 0);
  }

  @Test
  void what_is_left_out_is_not_heard() {
    receive(checker, 0, 0, 1, 4);

    assertCounts(3, 0, 0);
  }

  @Test
  void what_comes_again_is_doubled() {
    receive(checker, 0, 0, 1, 1, 0);

    assertCounts(2, 2, 0);
  }

  @Test
  void what_comes_after_a_later_one_is_out_of_order_and_then_doubled() {
    receive(checker, 0, 0, 2, 1, 1);

    assertCounts(3, 1, 1);
  }

  @Test
  void the_order_tells_two_senders_apart() {
    DeliveryChecker other = new DeliveryChecker(2, false);
    DeliveryChecker same = new DeliveryChecker(2, false);
    receive(checker, 0, 0);
    receive(checker, 1, 0);
    receive(same, 0, 0);
    receive(same, 1, 0);
    receive(other, 1, 0);
    receive(other, 0, 0);

    assertEquals(checker.orderHash(), same.orderHash());
    assertNotEquals(checker.orderHash(), other.orderHash());
  }

  @Test
  void who_comes_late_does_not_miss_what_was_before() {
    DeliveryChecker late = new DeliveryChecker(1, true);
    receive(late, 0, 3, 4, 6);

    assertEquals(6, late.onReceived()); // 0 to 2 were not for them, 5 is missing
  }

  private static void receive(DeliveryChecker reception, int sender, int... sequences) {
    for (int sequence : sequences) {
      reception.onReceived(sender, sequence);
    }
  }

  private void assertCounts(long heard, long doubled, long outOfOrder) {
    assertEquals(heard, checker.onReceived());
    assertEquals(doubled, checker.duplicates());
    assertEquals(outOfOrder, checker.outOfOrder());
  }
}
