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
  void current_room_is_lobby_by_default() {
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat", rooms.prompt("pat"));

    rooms.onJoined(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat", rooms.prompt("pat"));
  }

  @Test
  void current_room_is_last_joined_and_previous_after_leave() {
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
  void rooms_of_the_start_are_kept_and_rejoined_until_they_are_answered() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onStart(List.of(GARDEN, KITCHEN), GARDEN);
    rooms.onJoined(KITCHEN);
    assertEquals(List.of(GARDEN, KITCHEN), rooms.roomsToKeep());

    rooms.onConnectionLost();
    assertEquals(List.of(KITCHEN, GARDEN), rooms.roomsToRejoin());
    rooms.onLeft(GARDEN); // refused
    assertEquals(List.of(KITCHEN), rooms.roomsToKeep());
  }

  @Test
  void shown_room_of_the_start_is_current_when_another_join_is_confirmed_late() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onStart(List.of(GARDEN, KITCHEN), GARDEN);
    rooms.onJoined(GARDEN);
    rooms.onJoined(GARDEN); // the answer to its selection overtakes the join of the kitchen
    rooms.onJoined(KITCHEN);
    assertEquals(GARDEN, rooms.current());

    rooms.onStartAnswered();
    rooms.onJoined(KITCHEN);
    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void room_of_the_start_is_not_kept_when_it_was_refused_or_left() {
    rooms.onStart(List.of(GARDEN, KITCHEN), GARDEN);
    rooms.onLeft(KITCHEN);
    assertEquals(List.of(GARDEN), rooms.roomsToKeep());

    rooms.onRefused();
    rooms.onStartAnswered();
    assertEquals(List.of(), rooms.roomsToKeep());
  }

  @Test
  void shown_room_of_the_start_is_current_when_a_join_is_confirmed_after_all_answers() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onStart(List.of(GARDEN, KITCHEN), GARDEN);
    rooms.onJoined(GARDEN);

    rooms.onStartAnswered(); // the notice with the topic of the kitchen was taken for its answer
    rooms.onJoined(KITCHEN);

    assertEquals(GARDEN, rooms.current());
    rooms.onStartAnswered();
    rooms.onJoined(KITCHEN);
    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void windows_of_the_start_are_in_their_order_when_several_joins_are_confirmed_together() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onStart(List.of(GARDEN, KITCHEN), GARDEN);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);
    rooms.onJoined(GARDEN); // it was selected
    rooms.onJoined(RoomName.sanitize("cellar"));

    assertEquals(
        List.of(GARDEN, KITCHEN, RoomName.LOBBY, RoomName.sanitize("cellar")),
        rooms.visibleRooms());
    assertEquals("cellar", rooms.current().value());
  }

  @Test
  void leaving_another_room_keeps_current_room() {
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);

    rooms.onLeft(GARDEN);
    rooms.onLeft(RoomName.sanitize("cellar"));

    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void joining_room_again_makes_it_current() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(RoomName.LOBBY);

    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat #lobby", rooms.prompt("pat"));
  }

  @Test
  void room_names_are_case_insensitive() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);

    rooms.onLeft(RoomName.sanitize("GARDEN"));

    assertEquals(RoomName.LOBBY, rooms.current());
  }

  @Test
  void rejoin_keeps_order_and_current_room() {
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
  void text_after_join_request_targets_requested_room() {
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
  void switch_takes_effect_at_once_and_ignores_late_answers() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);

    switchTo(RoomName.LOBBY);
    switchTo(GARDEN);
    switchTo(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals("pat #lobby", rooms.prompt("pat"));
    for (RoomName answer : List.of(RoomName.LOBBY, GARDEN, RoomName.LOBBY)) {
      rooms.onJoined(answer);
      assertEquals(RoomName.LOBBY, rooms.current());
      assertEquals(RoomName.LOBBY, rooms.targetRoom());
    }
  }

  @Test
  void answer_to_join_before_switch_does_not_undo_switch() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onRequest(new Request.Join("kitchen"), true);
    switchTo(RoomName.LOBBY);

    rooms.onJoined(KITCHEN);
    assertEquals(RoomName.LOBBY, rooms.current());
    rooms.onJoined(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.current());
    assertEquals(List.of(GARDEN, KITCHEN, RoomName.LOBBY), rooms.all());
  }

  @Test
  void rejected_switch_restores_room_of_server() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    switchTo(RoomName.LOBBY);
    rooms.onRefused();
    rooms.onJoinRefused();
    assertEquals(GARDEN, rooms.current());

    switchTo(RoomName.LOBBY);
    rooms.onJoined(KITCHEN);
    switchTo(GARDEN);
    rooms.onJoined(GARDEN);
    assertEquals(GARDEN, rooms.current());
    rooms.onLeft(GARDEN);
    assertEquals(KITCHEN, rooms.current());
  }

  @Test
  void reconnect_keeps_pending_switch() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    rooms.onJoined(KITCHEN);
    switchTo(RoomName.LOBBY);
    switchTo(GARDEN);

    rooms.onConnectionLost();

    assertEquals(GARDEN, rooms.current());
    assertEquals(List.of(KITCHEN, GARDEN), rooms.roomsToRejoin());
  }

  @Test
  void number_of_unanswered_switches_is_bounded() {
    rooms.onJoined(RoomName.LOBBY);
    rooms.onJoined(GARDEN);
    for (int i = 0; i < 8; i++) {
      assertTrue(rooms.canSwitch());
      switchTo(RoomName.LOBBY);
      switchTo(GARDEN);
    }
    assertFalse(rooms.canSwitch());

    rooms.onJoined(RoomName.LOBBY);
    assertTrue(rooms.canSwitch());
  }

  private void switchTo(RoomName room) {
    rooms.requestSwitch(room);
    rooms.onRequest(new Request.Join(room.value()), true);
  }

  @Test
  void join_request_counts_as_joined_when_server_does_not_confirm() {
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
  void server_switch_reports_its_result_once() {
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
