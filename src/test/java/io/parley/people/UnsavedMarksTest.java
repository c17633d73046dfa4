package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.account.AccountReadMark;
import io.parley.account.ReadMark;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsavedMarksTest {
  private final UnsavedMarks marks = new UnsavedMarks(2);

  @Test
  void keeps_the_highest_of_a_room_in_any_spelling() {
    add(1, "Tea", 7);
    add(1, "tea", 5);
    add(1, "TEA", 9);

    assertEquals(List.of(mark(1, "TEA", 9)), marks.first(10));
  }

  @Test
  void takes_no_more_than_the_bound_but_raises_those_it_has() {
    assertTrue(add(1, "tea", 1));
    assertTrue(add(2, "tea", 1));
    assertFalse(add(2, "lobby", 1));
    assertTrue(add(2, "tea", 2));

    assertEquals(List.of(mark(1, "tea", 1), mark(2, "tea", 2)), marks.first(10));
    assertEquals(List.of(mark(1, "tea", 1)), marks.first(1));
  }

  @Test
  void mark_that_was_raised_during_the_write_is_written_again() {
    add(1, "tea", 1);
    add(1, "lobby", 1);
    List<AccountReadMark> written = marks.first(10);
    add(1, "tea", 2);
    marks.saved(written);

    assertEquals(List.of(mark(1, "tea", 2)), marks.first(10));
    marks.saved(marks.first(10));
    assertTrue(marks.isEmpty());
    assertTrue(add(1, "a", 1));
    assertTrue(add(1, "b", 1));
  }

  @Test
  void marks_of_a_removed_account_are_forgotten() {
    add(1, "tea", 1);
    add(2, "tea", 1);
    marks.remove(1);

    assertEquals(List.of(), List.copyOf(marks.of(1)));
    assertEquals(List.of(new ReadMark("tea", 1)), List.copyOf(marks.of(2)));
    assertTrue(add(2, "lobby", 1));
    assertFalse(add(2, "garden", 1));
  }

  private boolean add(long account, String room, long id) {
    return marks.add(account, new ReadMark(room, id));
  }

  private static AccountReadMark mark(long account, String room, long id) {
    return new AccountReadMark(account, new ReadMark(room, id));
  }
}
