package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.NumberedWindow;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowOrderTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("Kitchen");

  private final WindowOrder order = new WindowOrder();

  @Test
  void neighbours_are_in_order_of_numbers_and_wrap_around() {
    order.setWindows(
        List.of(
            new NumberedWindow(1, RoomName.LOBBY),
            new NumberedWindow(3, KITCHEN),
            new NumberedWindow(7, GARDEN)));

    assertEquals(Optional.of(KITCHEN), order.neighbour(RoomName.LOBBY, 1));
    assertEquals(Optional.of(GARDEN), order.neighbour(KITCHEN, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.neighbour(GARDEN, 1));
    assertEquals(Optional.of(GARDEN), order.neighbour(RoomName.LOBBY, -1));
  }

  @Test
  void no_neighbour_for_only_window_or_unknown_window() {
    order.setWindows(List.of(new NumberedWindow(2, GARDEN)));

    assertEquals(Optional.empty(), order.neighbour(GARDEN, 1));
    assertEquals(Optional.empty(), order.neighbour(KITCHEN, 1));
  }

  @Test
  void finds_window_by_its_number_not_by_its_place() {
    order.setWindows(List.of(new NumberedWindow(1, RoomName.LOBBY), new NumberedWindow(4, GARDEN)));

    assertEquals(Optional.of(GARDEN), order.byNumber(4));
    assertEquals(Optional.empty(), order.byNumber(2));
    assertEquals(Optional.of(new NumberedWindow(4, GARDEN)), order.find(new RoomName("GARDEN")));
  }
}
