package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeatsTest {
  private final Seats seats = new Seats(2, 1);

  @Test
  void gives_as_many_as_there_are() {
    assertTrue(seats.tryTake());
    assertTrue(seats.tryTake());
    assertFalse(seats.tryTake());
    assertFalse(seats.tryTake());
  }

  @Test
  void gives_one_again_that_was_given_back() {
    assertTrue(seats.tryTake());
    assertTrue(seats.tryTake());
    seats.giveBack();

    assertTrue(seats.tryTake());
    assertFalse(seats.tryTake());
  }
}
