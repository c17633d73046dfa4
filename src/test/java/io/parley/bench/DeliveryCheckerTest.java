package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DeliveryCheckerTest {
  private final DeliveryChecker checker = new DeliveryChecker(2, false);

  @Test
  void complete_sequences_have_no_errors() {
    receive(checker, 0, 0, 1, 2);
    receive(checker, 1, 0, 1);

    assertCounts(5, 0, 0);
  }

  @Test
  void skipped_message_is_not_counted() {
    receive(checker, 0, 0, 1, 4);

    assertCounts(3, 0, 0);
  }

  @Test
  void repeated_message_is_a_duplicate() {
    receive(checker, 0, 0, 1, 1, 0);

    assertCounts(2, 2, 0);
  }

  @Test
  void late_message_is_out_of_order_and_its_repetition_a_duplicate() {
    receive(checker, 0, 0, 2, 1, 1);

    assertCounts(3, 1, 1);
  }

  @Test
  void order_hash_depends_on_the_order_across_senders() {
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
  void late_client_does_not_miss_earlier_messages() {
    DeliveryChecker late = new DeliveryChecker(1, true);
    receive(late, 0, 3, 4, 6);

    assertEquals(6, late.distinct()); // 0 to 2 were sent before it joined, 5 is missing
  }

  private static void receive(DeliveryChecker checker, int sender, int... sequences) {
    for (int sequence : sequences) {
      checker.onReceived(sender, sequence);
    }
  }

  private void assertCounts(long distinct, long duplicates, long outOfOrder) {
    assertEquals(distinct, checker.distinct());
    assertEquals(duplicates, checker.duplicates());
    assertEquals(outOfOrder, checker.outOfOrder());
  }
}
