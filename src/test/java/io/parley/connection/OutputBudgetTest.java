package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.wire.flow.InputMemory;
import org.junit.jupiter.api.Test;

/** A budget of 1,000,000 bytes. */
class OutputBudgetTest {
  private final OutputBudget budget = new OutputBudget(1_000_000);

  /** A queue that holds a fixed number of bytes, and drops all but a tenth. */
  private final class FakeQueue implements OutputBudget.Queue {
    private final long size;
    private boolean dropped;
    private int searched;

    FakeQueue(long size) {
      this.size = size;
      budget.add(size);
      budget.register(this);
    }

    @Override
    public long heldBytes() {
      searched++;
      return size;
    }

    @Override
    public long drop() {
      dropped = true;
      budget.remove(size - size / 10);
      return size / 10;
    }
  }

  @Test
  void busy_above_four_fifths_and_exhausted_above_the_limit() {
    budget.add(800_000);
    assertFalse(budget.isBusy());
    budget.add(1);
    assertTrue(budget.isBusy());
    assertFalse(budget.isExhausted());
    budget.add(200_000);
    assertTrue(budget.isExhausted());

    budget.remove(200_001);
    assertFalse(budget.isBusy());
    assertEquals(800_000, budget.used());
  }

  @Test
  void drops_the_largest_queue_only_above_the_limit() {
    FakeQueue small = new FakeQueue(100_000);
    FakeQueue large = new FakeQueue(700_000);
    FakeQueue middle = new FakeQueue(200_000);
    budget.enforce();
    assertFalse(large.dropped);

    budget.add(1);
    budget.enforce();
    budget.enforce();
    assertTrue(large.dropped);
    assertFalse(small.dropped || middle.dropped);
  }

  @Test
  void bytes_of_a_dropped_queue_that_are_still_held_drop_no_other_queue() {
    FakeQueue large = new FakeQueue(9_000_000);
    FakeQueue other = new FakeQueue(200_000);
    budget.enforce();
    assertTrue(large.dropped);
    assertEquals(1_100_000, budget.used());
    budget.enforce();
    assertFalse(budget.isExhausted());
    assertFalse(other.dropped);

    budget.remove(900_000);
    budget.unregister(large, 900_000);
    budget.add(1_000_000);
    budget.enforce();
    assertTrue(other.dropped);
  }

  @Test
  void small_queues_are_not_dropped() {
    FakeQueue small = new FakeQueue(60_000);
    budget.add(2_000_000);
    budget.enforce();

    assertFalse(small.dropped);
    assertTrue(budget.isExhausted());
  }

  @Test
  void queue_that_has_ended_is_not_dropped() {
    FakeQueue ended = new FakeQueue(700_000);
    FakeQueue other = new FakeQueue(500_000);
    budget.unregister(ended, 0);
    budget.enforce();

    assertTrue(other.dropped);
    assertFalse(ended.dropped);
  }

  @Test
  void queues_are_searched_again_only_when_much_more_waits_or_after_a_time_below_the_limit() {
    FakeQueue small = new FakeQueue(60_000);
    budget.add(2_000_000);
    budget.enforce();
    budget.enforce();
    assertEquals(1, small.searched);

    budget.add(65_536);
    budget.enforce();
    assertEquals(2, small.searched);

    budget.remove(2_000_000);
    budget.enforce();
    budget.add(2_000_000);
    budget.enforce();
    assertEquals(3, small.searched);
  }

  @Test
  void packets_in_part_take_a_quarter_of_the_limit_at_most() {
    InputMemory input = budget.inputMemory();
    assertTrue(input.tryAdd(250_000));
    assertFalse(input.tryAdd(1));
    assertEquals(250_000, budget.used());

    input.remove(250_000);
    assertEquals(0, budget.used());
    assertTrue(input.tryAdd(1));
  }
}
