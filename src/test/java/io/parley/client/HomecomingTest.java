package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomecomingTest {
  @AutoClose private static final ClientLab lab = new ClientLab();

  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int MOST = 3;

  private Memory memory;
  private Homecoming homecoming;

  @BeforeEach
  void goesAway() {
    memory = lab.stillVisit("pat", FakeScreen.ofPerson(), (wait, task) -> {}).memory();
    Remembering remembering = new Remembering(memory);
    for (RoomName room : List.of(RoomName.LOBBY, GARDEN)) {
      memory.rooms().enter(room);
      assertTrue(remembering.heard(chatted(room, 1)));
    }
    memory.lost();
    homecoming = Homecoming.again(memory, MOST);
  }

  /** Or else what was missed in that other room would be left out. */
  @Test
  void the_end_of_a_page_of_one_room_is_none_of_the_next() {
    homecoming.heard(recalled(RoomName.LOBBY, 20));
    assertEquals(List.of(past("lobby", 20)), homecoming.heard(joined(RoomName.LOBBY)).said());
    homecoming.in();
    assertEquals(
        List.of(new ClientMessage.Ping()), homecoming.heard(part(RoomName.LOBBY, 18, 19)).said());
    for (long id = 21; id < 20 + MOST; id++) {
      assertEquals(List.of(), homecoming.heard(chatted(RoomName.LOBBY, id)).said());
    }
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))),
        homecoming.heard(chatted(RoomName.LOBBY, 30)).said());

    homecoming.heard(new ServerMessage.Pong());
    assertFalse(homecoming.isHome());
    homecoming.heard(recalled(GARDEN, 3));
    assertEquals(List.of(past("garden", 3)), homecoming.heard(joined(GARDEN)).said());
    homecoming.heard(part(GARDEN, 1, 2));
    Homecoming.Step last = homecoming.heard(new ServerMessage.Pong());

    assertTrue(homecoming.isHome());
    assertEquals(List.of(recalled(GARDEN, 2, 3), joined(GARDEN)), last.heard());
  }

  @Test
  void goes_on_without_a_room_about_which_the_server_does_not_answer() {
    homecoming.heard(joined(RoomName.LOBBY));
    homecoming.in(); // the past of the lobby is asked for
    int first = homecoming.progress();

    Homecoming.Step entering = homecoming.late();
    assertTrue(homecoming.progress() > first);
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))), entering.said());
    assertTrue(entering.heard().contains(unanswered("lobby")));
    assertEquals(List.of(unanswered("garden")), homecoming.late().heard());

    assertTrue(homecoming.isHome());
    assertFalse(memory.rooms().has(GARDEN));
    assertEquals(List.of(), homecoming.late().heard());
  }

  /** A page before an old number would leave out all that has a higher one now. */
  @Test
  void forgets_how_far_back_a_room_was_shown_when_its_numbers_begin_anew() {
    memory.pages().heard(chatted(RoomName.LOBBY, 500));
    assertTrue(new Remembering(memory).heard(chatted(RoomName.LOBBY, 500)));
    homecoming = Homecoming.again(memory, MOST);

    homecoming.heard(recalled(RoomName.LOBBY, 1, 2));
    homecoming.heard(joined(RoomName.LOBBY));
    homecoming.in();

    assertEquals(
        OptionalLong.empty(), memory.pages().older(RoomName.LOBBY, OptionalInt.empty()).before());
  }

  private static ServerMessage unanswered(String room) {
    return new ServerMessage.Notice(
        Text.sanitize("The server does not answer what was asked about " + room + "."));
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, new Stamp(room, NOON.plusSeconds(1000)));
  }

  private static ServerMessage recalled(RoomName room, long... ids) {
    return new ServerMessage.Backlog(room, Optional.empty(), messages(room, ids));
  }

  private static ServerMessage part(RoomName room, long... ids) {
    return new ServerMessage.Answered(new Answer.History(room, messages(room, ids)));
  }

  private static List<ServerMessage> messages(RoomName room, long... ids) {
    return LongStream.of(ids).mapToObj(id -> chatted(room, id)).toList();
  }

  private static ServerMessage chatted(RoomName room, long id) {
    return new ServerMessage.Chatted(
        LESLIE, Text.sanitize("text " + id), new Stamp(room, NOON.plusSeconds(id)).withId(id));
  }

  private static ClientMessage past(String room, long before) {
    return new ClientMessage.RequestMessage(
        new Request.History(Optional.of(room), OptionalInt.of(200), OptionalLong.of(before)));
  }
}
