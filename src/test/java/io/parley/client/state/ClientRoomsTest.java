package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientRoomsTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("kitchen");

  private final ClientRooms rooms = new ClientRooms();

  @Test
  void one_talks_in_the_lobby_if_nobody_says_otherwise() {
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat", rooms.prompt("pat"));

    rooms.onJoined(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat", rooms.prompt("pat"));
  }

  @Test
  void one_talks_in_the_room_entered_last_and_after_it_in_the_one_before() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);
    assertEquals(KITCHEN, rooms.current());
    assertEquals("pat #kitchen", rooms.prompt("pat"));

    rooms.onLeft(KITCHEN);
    assertEquals(GARDEN, rooms.current());
    rooms.onLeft(GARDEN);
    assertEquals("pat", rooms.prompt("pat"));
  }

  @Test
  void leaving_another_room_changes_nothing_here() {
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);

    rooms.onLeft(GARDEN);
    rooms.onLeft(RoomName.sanitize("cellar"));

    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void a_room_that_is_entered_again_is_the_last_one() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(RoomName.LOBBY);

    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat #lobby", rooms.prompt("pat"));
  }

  @Test
  void a_room_is_one_however_its_name_is_written() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);

    rooms.onLeft(RoomName.sanitize("GARDEN"));

    assertEquals(RoomName.LOBBY, rooms.current());
  }

  @Test
  void coming_back_changes_neither_the_order_nor_where_one_talks() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);
    rooms.onConnectionLost();
    assertEquals(List.of(GARDEN, KITCHEN), rooms.roomsToRejoin());
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    assertEquals(KITCHEN, rooms.current());

    rooms.onRejoined();
    rooms.onJoined(GARDEN);
    assertEquals(GARDEN, rooms.current());
  }

  /** The server takes requests and texts in their order. */
  @Test
  void what_is_said_behind_the_wish_to_enter_a_room_is_said_there() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onRequest(new Request.Join("garden"), true);
    assertEquals(GARDEN, rooms.targetRoom());
    assertEquals(RoomName.LOBBY, rooms.current());
    rooms.onRefused();
    assertEquals(RoomName.LOBBY, rooms.targetRoom());

    rooms.onRequest(new Request.Join("kitchen"), true);
    rooms.onConnectionLost();
    assertEquals(List.of(KITCHEN), rooms.roomsToRejoin());
    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void one_talks_at_once_where_one_turns_to_and_no_late_answer_turns_back() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);

    turnTo(RoomName.LOBBY);
    turnTo(GARDEN);
    turnTo(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat #lobby", rooms.prompt("pat"));
    for (RoomName answer : List.of(RoomName.LOBBY, GARDEN, RoomName.LOBBY)) {
      rooms.onJoined(answer);
      assertEquals(RoomName.LOBBY, rooms.current());
      assertEquals(RoomName.LOBBY, rooms.targetRoom());
    }
  }

  @Test
  void what_was_asked_before_one_turned_does_not_turn_back_either() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onRequest(new Request.Join("kitchen"), true);
    turnTo(RoomName.LOBBY);

    rooms.onJoined(KITCHEN);
    assertEquals(RoomName.LOBBY, rooms.current());
    rooms.onJoined(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals(List.of(GARDEN, KITCHEN, RoomName.LOBBY), rooms.all());
  }

  @Test
  void one_talks_where_the_server_has_one_if_it_does_not_turn() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    turnTo(RoomName.LOBBY);
    rooms.onRefused();
    rooms.onJoinRefused();
    assertEquals(GARDEN, rooms.current());

    turnTo(RoomName.LOBBY);
    rooms.onJoined(KITCHEN);
    turnTo(GARDEN);
    rooms.onJoined(GARDEN);
    assertEquals(GARDEN, rooms.current());
    rooms.onLeft(GARDEN);
    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void who_has_turned_comes_back_to_there() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);
    turnTo(RoomName.LOBBY);
    turnTo(GARDEN);

    rooms.onConnectionLost();

    assertEquals(GARDEN, rooms.current());
    assertEquals(List.of(KITCHEN, GARDEN), rooms.roomsToRejoin());
  }

  @Test
  void nobody_turns_far_ahead_of_the_server() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    for (int i = 0; i < 8; i++) {
      assertTrue(rooms.canSwitch());
      turnTo(RoomName.LOBBY);
      turnTo(GARDEN);
    }
    assertFalse(rooms.canSwitch());

    rooms.onJoined(RoomName.LOBBY);
    assertTrue(rooms.canSwitch());
  }

  private void turnTo(RoomName room) {
    rooms.requestSwitch(room);
    rooms.onRequest(new Request.Join(room.value()), true);
  }

  @Test
  void where_the_server_tells_nothing_the_wish_counts() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onRequest(new Request.Join("garden"), false);
    rooms.onRequest(new Request.Join("kitchen"), false);
    rooms.onRequest(new Request.Part(Optional.of("garden")), false);
    assertEquals(List.of(KITCHEN), rooms.roomsToRejoin());
    assertTrue(rooms.mayBeIn(KITCHEN));

    rooms.onRequest(new Request.Part(Optional.empty()), false);
    assertEquals(List.of(), rooms.roomsToRejoin());
    assertFalse(rooms.mayBeIn(KITCHEN));
    assertTrue(rooms.mayBeIn(RoomName.LOBBY));
  }

  @Test
  void what_the_client_does_behind_its_user_is_told_once() {
    ServerSwitch serverSwitch = new ServerSwitch();
    serverSwitch.expect(RoomName.sanitize("yard"));
    assertEquals(Optional.empty(), serverSwitch.result());
    serverSwitch.refuse();
    assertEquals(Optional.of(false), serverSwitch.result());
    serverSwitch.expect(GARDEN);

    assertTrue(serverSwitch.complete(GARDEN));
    assertEquals(Optional.of(true), serverSwitch.result());
    assertFalse(serverSwitch.complete(GARDEN));
  }
}
