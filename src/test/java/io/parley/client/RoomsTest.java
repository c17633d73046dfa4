package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.RoomName;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final RoomName GARDEN = RoomName.foreign("garden");
  private static final RoomName KITCHEN = RoomName.foreign("kitchen");

  private final Rooms rooms = new Rooms();

  @Test
  void one_talks_in_the_lobby_if_nobody_says_otherwise() {
    assertEquals(RoomName.LOBBY, rooms.talking());
    assertEquals("pat", rooms.prompt("pat"));

    rooms.enter(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.talking());
    assertEquals("pat", rooms.prompt("pat"));
  }

  @Test
  void one_talks_in_the_room_entered_last_and_after_it_in_the_one_before() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.enter(KITCHEN);
    assertEquals(KITCHEN, rooms.talking());
    assertEquals("pat #kitchen", rooms.prompt("pat"));

    rooms.leave(KITCHEN);
    assertEquals(GARDEN, rooms.talking());
    rooms.leave(GARDEN);
    assertEquals("pat", rooms.prompt("pat"));
  }

  @Test
  void leaving_another_room_changes_nothing_here() {
    rooms.enter(GARDEN);
    rooms.enter(KITCHEN);

    rooms.leave(GARDEN);
    rooms.leave(RoomName.foreign("cellar"));

    assertEquals(KITCHEN, rooms.talking());
  }

  @Test
  void a_room_that_is_entered_again_is_the_last_one() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.enter(RoomName.LOBBY);

    assertEquals(RoomName.LOBBY, rooms.talking());
    assertEquals("pat #lobby", rooms.prompt("pat"));
  }

  @Test
  void a_room_is_one_however_its_name_is_written() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);

    rooms.leave(RoomName.foreign("GARDEN"));

    assertEquals(RoomName.LOBBY, rooms.talking());
  }
}
