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
    order.keep(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(KITCHEN), order.beside(GARDEN, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.beside(KITCHEN, 1));
    assertEquals(Optional.of(GARDEN), order.beside(RoomName.LOBBY, 1));
    assertEquals(Optional.of(RoomName.LOBBY), order.beside(GARDEN, -1));
  }

  @Test
  void leads_nowhere_where_there_is_but_one_room() {
    order.keep(List.of(GARDEN));

    assertEquals(Optional.empty(), order.beside(GARDEN, 1));
    assertEquals(Optional.empty(), order.beside(KITCHEN, 1));
  }

  @Test
  void counts_them_from_one() {
    order.keep(List.of(RoomName.LOBBY, KITCHEN, GARDEN));

    assertEquals(Optional.of(GARDEN), order.numbered(1));
    assertEquals(Optional.of(RoomName.LOBBY), order.numbered(3));
    assertEquals(Optional.empty(), order.numbered(4));
  }
}
