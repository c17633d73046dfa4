package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.client.state.ClientState;
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

class RejoinSequenceTest {
  @AutoClose private static final ClientTestKit lab = new ClientTestKit();

  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int MOST = 3;

  private ClientState memory;
  private RejoinSequence homecoming;

  @BeforeEach
  void goesAway() {
    memory = lab.state("pat");
    RejoinTracker remembering = new RejoinTracker(memory);
    for (RoomName room : List.of(RoomName.LOBBY, GARDEN)) {
      memory.rooms().onJoined(room);
      assertTrue(remembering.onMessage(chatted(room, 1)));
    }
    memory.onConnectionLost();
    homecoming = RejoinSequence.afterReconnect(memory, MOST);
  }

  /** Or else what was missed in that other room would be left out. */
  @Test
  void the_end_of_a_page_of_one_room_is_none_of_the_next() {
    homecoming.onMessage(recalled(RoomName.LOBBY, 20));
    assertEquals(List.of(past("lobby", 20)), homecoming.onMessage(joined(RoomName.LOBBY)).toSend());
    homecoming.onRegistered();
    assertEquals(
        List.of(new ClientMessage.Ping()),
        homecoming.onMessage(part(RoomName.LOBBY, 18, 19)).toSend());
    for (long id = 21; id < 20 + MOST; id++) {
      assertEquals(List.of(), homecoming.onMessage(chatted(RoomName.LOBBY, id)).toSend());
    }
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))),
        homecoming.onMessage(chatted(RoomName.LOBBY, 30)).toSend());

    homecoming.onMessage(new ServerMessage.Pong());
    assertFalse(homecoming.isComplete());
    homecoming.onMessage(recalled(GARDEN, 3));
    assertEquals(List.of(past("garden", 3)), homecoming.onMessage(joined(GARDEN)).toSend());
    homecoming.onMessage(part(GARDEN, 1, 2));
    RejoinSequence.Step last = homecoming.onMessage(new ServerMessage.Pong());

    assertTrue(homecoming.isComplete());
    assertEquals(List.of(recalled(GARDEN, 2, 3), joined(GARDEN)), last.received());
  }

  @Test
  void goes_on_without_a_room_about_which_the_server_does_not_answer() {
    homecoming.onMessage(joined(RoomName.LOBBY));
    homecoming.onRegistered(); // the past of the lobby is asked for
    int first = homecoming.progress();

    RejoinSequence.Step entering = homecoming.onTimeout();
    assertTrue(homecoming.progress() > first);
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))), entering.toSend());
    assertTrue(entering.received().contains(unanswered("lobby")));
    assertEquals(List.of(unanswered("garden")), homecoming.onTimeout().received());

    assertTrue(homecoming.isComplete());
    assertFalse(memory.rooms().mayBeIn(GARDEN));
    assertEquals(List.of(), homecoming.onTimeout().received());
  }

  /** A page before an old number would leave out all that has a higher one now. */
  @Test
  void forgets_how_far_back_a_room_was_shown_when_its_numbers_begin_anew() {
    memory.shown().onShown(chatted(RoomName.LOBBY, 500));
    assertTrue(new RejoinTracker(memory).onMessage(chatted(RoomName.LOBBY, 500)));
    homecoming = RejoinSequence.afterReconnect(memory, MOST);

    homecoming.onMessage(recalled(RoomName.LOBBY, 1, 2));
    homecoming.onMessage(joined(RoomName.LOBBY));
    homecoming.onRegistered();

    assertEquals(
        OptionalLong.empty(),
        memory.shown().olderPage(RoomName.LOBBY, OptionalInt.empty()).before());
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

  private static List<ServerMessage.RoomText> messages(RoomName room, long... ids) {
    return LongStream.of(ids).mapToObj(id -> chatted(room, id)).toList();
  }

  private static ServerMessage.RoomText chatted(RoomName room, long id) {
    return new ServerMessage.Chatted(
        LESLIE, Text.sanitize("text " + id), new Stamp(room, NOON.plusSeconds(id)).withId(id));
  }

  private static ClientMessage past(String room, long before) {
    return new ClientMessage.RequestMessage(
        new Request.History(Optional.of(room), OptionalInt.of(200), OptionalLong.of(before)));
  }
}
