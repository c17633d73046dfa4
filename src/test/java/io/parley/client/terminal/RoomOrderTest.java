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
  void goes_round_by_the_names() {
    order.setRooms(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(KITCHEN), order.neighbour(GARDEN, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.neighbour(KITCHEN, 1));
    assertEquals(Optional.of(GARDEN), order.neighbour(RoomName.LOBBY, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.neighbour(GARDEN, -1));
  }

  @Test
  void leads_nowhere_where_there_is_but_one_room() {
    order.setRooms(List.of(GARDEN));

    assertEquals(Optional.empty(), order.neighbour(GARDEN, 1));
    assertEquals(Optional.empty(), order.neighbour(KITCHEN, 1));
  }

  @Test
  void counts_them_from_one() {
    order.setRooms(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(GARDEN), order.byNumber(1));
    assertEquals(Optional.of(RoomName.LOBBY), order.byNumber(3));
    assertEquals(Optional.empty(), order.byNumber(4));
  }
}
