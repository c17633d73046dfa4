package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomOrderTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("Kitchen");

  private final RoomOrder order = new RoomOrder();

  @Test
  void neighbours_are_in_order_of_names_and_wrap_around() {
    order.setRooms(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(KITCHEN), order.neighbour(GARDEN, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.neighbour(KITCHEN, 1));
    assertEquals(Optional.of(GARDEN), order.neighbour(RoomName.LOBBY, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.neighbour(GARDEN, -1));
  }

  @Test
  void no_neighbour_for_only_room_or_unknown_room() {
    order.setRooms(List.of(GARDEN));

    assertEquals(Optional.empty(), order.neighbour(GARDEN, 1));
    assertEquals(Optional.empty(), order.neighbour(KITCHEN, 1));
  }

  @Test
  void numbers_start_at_one() {
    order.setRooms(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(GARDEN), order.byNumber(1));
    assertEquals(Optional.of(RoomName.LOBBY), order.byNumber(3));
    assertEquals(Optional.empty(), order.byNumber(4));
  }
}
