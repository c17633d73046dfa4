package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ReceptionTest {
  private final Reception reception = new Reception(2, false);

  @Test
  void everything_once_and_in_order_is_just_that() {
    hear(reception, 0, 0, 1, 2);
    hear(reception, 1, 0, 1);

    assertCounts(5, 0, 0);
  }

  @Test
  void what_is_left_out_is_not_heard() {
    hear(reception, 0, 0, 1, 4);

    assertCounts(3, 0, 0);
  }

  @Test
  void what_comes_again_is_doubled() {
    hear(reception, 0, 0, 1, 1, 0);

    assertCounts(2, 2, 0);
  }

  @Test
  void what_comes_after_a_later_one_is_out_of_order_and_then_doubled() {
    hear(reception, 0, 0, 2, 1, 1);

    assertCounts(3, 1, 1);
  }

  @Test
  void the_order_tells_two_senders_apart() {
    Reception other = new Reception(2, false);
    Reception same = new Reception(2, false);
    hear(reception, 0, 0);
    hear(reception, 1, 0);
    hear(same, 0, 0);
    hear(same, 1, 0);
    hear(other, 1, 0);
    hear(other, 0, 0);

    assertEquals(reception.order(), same.order());
    assertNotEquals(reception.order(), other.order());
  }

  @Test
  void who_comes_late_does_not_miss_what_was_before() {
    Reception late = new Reception(1, true);
    hear(late, 0, 3, 4, 6);

    assertEquals(6, late.heard()); // 0 to 2 were not for them, 5 is missing
  }

  private static void hear(Reception reception, int sender, int... sequences) {
    for (int sequence : sequences) {
      reception.heard(sender, sequence);
    }
  }

  private void assertCounts(long heard, long doubled, long outOfOrder) {
    assertEquals(heard, reception.heard());
    assertEquals(doubled, reception.doubled());
    assertEquals(outOfOrder, reception.outOfOrder());
  }
}
