package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.transport.RegistrationHandshake;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnNicknamesTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final RoomName GARDEN = new RoomName("garden");
  private static final Nickname AMY = new Nickname("amy");
  private static final Nickname AMELIA = new Nickname("amelia");
  private static final Nickname ANN = new Nickname("ann");
  private static final List<RoomName> ROOMS = List.of(RoomName.LOBBY, GARDEN);

  private final RegistrationHandshake registration =
      new RegistrationHandshake(
          new RegistrationStyle(
              RegistrationStyle.Initiator.CLIENT,
              false,
              RegistrationStyle.EarlyMessagePolicy.REFUSE,
              Nickname::parse,
              RegistrationStyle.PasswordStyle.IN_HELLO,
              true),
          "amy");
  private final OwnNicknames nicknames = new OwnNicknames(registration);

  @Test
  void own_rename_changes_the_nickname_of_the_next_registration() {
    assertTrue(nicknames.onRenamed(renamed(AMY, AMELIA, GARDEN), ROOMS));

    assertEquals(AMELIA, nicknames.current());
    assertEquals("amelia", registration.nickname());
  }

  @Test
  void rename_of_another_person_changes_nothing() {
    assertFalse(nicknames.onRenamed(renamed(ANN, AMELIA, GARDEN), ROOMS));

    assertEquals(AMY, nicknames.current());
  }

  @Test
  void rename_without_a_room_is_one_of_a_client_in_no_room() {
    assertTrue(
        nicknames.onRenamed(new ServerMessage.Renamed(AMY, AMELIA, Stamp.UNKNOWN), List.of()));

    assertEquals(AMELIA, nicknames.current());
  }

  /** Rooms deliver by themselves: a text that was sent before the rename may be echoed late. */
  @Test
  void room_knows_the_earlier_nickname_until_it_tells_the_rename() {
    nicknames.onRenamed(renamed(AMY, AMELIA, GARDEN), ROOMS);
    assertEquals(AMELIA, nicknames.in(chatted(AMELIA, GARDEN)));
    assertEquals(AMY, nicknames.in(chatted(AMY, RoomName.LOBBY)));

    assertFalse(nicknames.onRenamed(renamed(AMY, AMELIA, RoomName.LOBBY), ROOMS));

    assertEquals(AMELIA, nicknames.in(chatted(AMY, RoomName.LOBBY)));
    assertEquals(AMELIA, nicknames.current());
  }

  @Test
  void earlier_rename_that_a_room_tells_late_does_not_undo_a_later_one() {
    nicknames.onRenamed(renamed(AMY, AMELIA, GARDEN), ROOMS);
    assertTrue(nicknames.onRenamed(renamed(AMELIA, ANN, GARDEN), ROOMS));

    assertFalse(nicknames.onRenamed(renamed(AMY, AMELIA, RoomName.LOBBY), ROOMS));
    assertEquals(ANN, nicknames.current());
    assertEquals(AMELIA, nicknames.in(chatted(AMELIA, RoomName.LOBBY)));
    assertFalse(nicknames.onRenamed(renamed(AMELIA, ANN, RoomName.LOBBY), ROOMS));
    assertEquals(ANN, nicknames.in(chatted(AMELIA, RoomName.LOBBY)));
  }

  @Test
  void room_that_is_entered_again_knows_the_new_nickname() {
    nicknames.onRenamed(renamed(AMY, AMELIA, GARDEN), ROOMS);

    nicknames.onRoomChanged(RoomName.LOBBY);

    assertEquals(AMELIA, nicknames.in(chatted(AMY, RoomName.LOBBY)));
  }

  @Test
  void stored_text_may_be_own_under_earlier_and_requested_nicknames_until_all_are_confirmed() {
    nicknames.onRenamed(renamed(AMY, AMELIA, GARDEN), ROOMS);
    nicknames.onRequested(ANN);
    nicknames.onConnectionLost();
    for (Nickname own : List.of(AMY, AMELIA, ANN)) {
      assertTrue(nicknames.mayBeOwn(chatted(own, GARDEN)), own.value());
    }
    assertFalse(nicknames.mayBeOwn(chatted(new Nickname("bob"), GARDEN)));
    assertEquals("amelia", registration.nickname());

    nicknames.onReady();

    assertFalse(nicknames.mayBeOwn(chatted(AMY, GARDEN)));
    assertFalse(nicknames.mayBeOwn(chatted(ANN, GARDEN)));
  }

  private static ServerMessage.Renamed renamed(Nickname from, Nickname to, RoomName room) {
    return new ServerMessage.Renamed(from, to, new Stamp(room, NOON));
  }

  private static ServerMessage.Chatted chatted(Nickname author, RoomName room) {
    return new ServerMessage.Chatted(author, Text.sanitize("hi"), new Stamp(room, NOON));
  }
}
