package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName KITCHEN = RoomName.sanitize("kitchen");

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
    rooms.leave(RoomName.sanitize("cellar"));

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

    rooms.leave(RoomName.sanitize("GARDEN"));

    assertEquals(RoomName.LOBBY, rooms.talking());
  }

  @Test
  void coming_back_changes_neither_the_order_nor_where_one_talks() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.enter(KITCHEN);
    rooms.away();
    assertEquals(List.of(GARDEN, KITCHEN), rooms.besidesLobby());
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    assertEquals(KITCHEN, rooms.talking());

    rooms.back();
    rooms.enter(GARDEN);
    assertEquals(GARDEN, rooms.talking());
  }

  /** The server takes requests and texts in their order. */
  @Test
  void what_is_said_behind_the_wish_to_enter_a_room_is_said_there() {
    rooms.enter(RoomName.LOBBY);
    rooms.ask(new Request.Join("garden"), true);
    assertEquals(GARDEN, rooms.saying());
    assertEquals(RoomName.LOBBY, rooms.talking());
    rooms.refused();
    assertEquals(RoomName.LOBBY, rooms.saying());

    rooms.ask(new Request.Join("kitchen"), true);
    rooms.away();
    assertEquals(List.of(KITCHEN), rooms.besidesLobby());
    assertEquals(KITCHEN, rooms.talking());
  }

  @Test
  void one_talks_at_once_where_one_turns_to_and_no_late_answer_turns_back() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.enter(KITCHEN);

    turnTo(RoomName.LOBBY);
    turnTo(GARDEN);
    turnTo(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.talking());
    assertEquals("pat #lobby", rooms.prompt("pat"));
    for (RoomName answer : List.of(RoomName.LOBBY, GARDEN, RoomName.LOBBY)) {
      rooms.enter(answer);
      assertEquals(RoomName.LOBBY, rooms.talking());
      assertEquals(RoomName.LOBBY, rooms.saying());
    }
  }

  @Test
  void what_was_asked_before_one_turned_does_not_turn_back_either() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.ask(new Request.Join("kitchen"), true);
    turnTo(RoomName.LOBBY);

    rooms.enter(KITCHEN);
    assertEquals(RoomName.LOBBY, rooms.talking());
    rooms.enter(RoomName.LOBBY);
    assertEquals(RoomName.LOBBY, rooms.talking());
    assertEquals(List.of(GARDEN, KITCHEN, RoomName.LOBBY), rooms.all());
  }

  @Test
  void one_talks_where_the_server_has_one_if_it_does_not_turn() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    turnTo(RoomName.LOBBY);
    rooms.refused();
    rooms.turnedAway();
    assertEquals(GARDEN, rooms.talking());

    turnTo(RoomName.LOBBY);
    rooms.enter(KITCHEN);
    turnTo(GARDEN);
    rooms.enter(GARDEN);
    assertEquals(GARDEN, rooms.talking());
    rooms.leave(GARDEN);
    assertEquals(KITCHEN, rooms.talking());
  }

  @Test
  void who_has_turned_comes_back_to_there() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    rooms.enter(KITCHEN);
    turnTo(RoomName.LOBBY);
    turnTo(GARDEN);

    rooms.away();

    assertEquals(GARDEN, rooms.talking());
    assertEquals(List.of(KITCHEN, GARDEN), rooms.besidesLobby());
  }

  @Test
  void nobody_turns_far_ahead_of_the_server() {
    rooms.enter(RoomName.LOBBY);
    rooms.enter(GARDEN);
    for (int i = 0; i < 8; i++) {
      assertTrue(rooms.mayTurn());
      turnTo(RoomName.LOBBY);
      turnTo(GARDEN);
    }
    assertFalse(rooms.mayTurn());

    rooms.enter(RoomName.LOBBY);
    assertTrue(rooms.mayTurn());
  }

  private void turnTo(RoomName room) {
    rooms.turnTo(room);
    rooms.ask(new Request.Join(room.value()), true);
  }

  @Test
  void where_the_server_tells_nothing_the_wish_counts() {
    rooms.enter(RoomName.LOBBY);
    rooms.ask(new Request.Join("garden"), false);
    rooms.ask(new Request.Join("kitchen"), false);
    rooms.ask(new Request.Part(Optional.of("garden")), false);
    assertEquals(List.of(KITCHEN), rooms.besidesLobby());
    assertTrue(rooms.has(KITCHEN));

    rooms.ask(new Request.Part(Optional.empty()), false);
    assertEquals(List.of(), rooms.besidesLobby());
    assertFalse(rooms.has(KITCHEN));
    assertTrue(rooms.has(RoomName.LOBBY));
  }

  @Test
  void what_the_client_does_behind_its_user_is_told_once() {
    CompletableFuture<Boolean> refused = rooms.switchTo(RoomName.sanitize("yard"));
    rooms.switchRefused();
    assertFalse(refused.join());
    CompletableFuture<Boolean> there = rooms.switchTo(GARDEN);

    assertTrue(rooms.hasSwitchedTo(GARDEN));
    assertTrue(there.join());
    assertFalse(rooms.hasSwitchedTo(GARDEN));
  }
}
