package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.client.state.ClientState;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejoinSequenceTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final int MAX_MESSAGES = 3;
  private static final ClientMessage JOIN_GARDEN =
      new ClientMessage.RequestMessage(new Request.Join("garden"));

  private ClientState state;
  private RejoinSequence rejoin;

  @BeforeEach
  void loseConnection() {
    state = testKit.state("pat");
    RejoinTracker tracker = new RejoinTracker(state);
    for (RoomName room : List.of(RoomName.LOBBY, GARDEN)) {
      state.rooms().onJoined(room);
      assertTrue(tracker.onMessage(chatted(room, 1)));
    }
    state.onConnectionLost();
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);
  }

  /** Otherwise the missed messages of the next room are lost. */
  @Test
  void room_that_the_user_has_left_is_left_again_silently() {
    state.rooms().onLeft(RoomName.LOBBY);
    state.shown().onLeft(RoomName.LOBBY);
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);

    assertEquals(List.of(), rejoin.onMessage(backlog(RoomName.LOBBY, 20)).received());
    RejoinSequence.Step first = rejoin.onMessage(joined(RoomName.LOBBY));
    assertEquals(List.of(), first.received());
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Part(Optional.of("lobby")))),
        first.toSend());
    assertEquals(List.of(JOIN_GARDEN), rejoin.onRegistered().toSend());
    assertEquals(List.of(), rejoin.onMessage(chatted(RoomName.LOBBY, 21)).received());
    assertEquals(
        List.of(),
        rejoin.onMessage(new ServerMessage.Left(SELF, new Stamp(RoomName.LOBBY, NOON))).received());
    rejoin.onMessage(backlog(GARDEN, 1, 2));
    assertEquals(
        List.of(backlog(GARDEN, 2), joined(GARDEN)), rejoin.onMessage(joined(GARDEN)).received());
    assertTrue(rejoin.isComplete());
    assertEquals(GARDEN, rejoin.currentRoom());
  }

  @Test
  void client_in_no_room_stays_in_none() {
    state.rooms().onLeft(GARDEN);
    state.rooms().onLeft(RoomName.LOBBY);
    state.shown().onLeft(RoomName.LOBBY);
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);

    rejoin.onMessage(joined(RoomName.LOBBY));
    assertEquals(List.of(), rejoin.onRegistered().toSend());

    assertTrue(rejoin.isComplete());
    assertEquals(state.rooms().current(), rejoin.currentRoom());
  }

  @Test
  void user_who_joins_a_left_room_again_is_shown_it() {
    state.rooms().onLeft(RoomName.LOBBY);
    state.shown().onLeft(RoomName.LOBBY);
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);
    rejoin.onMessage(joined(RoomName.LOBBY));
    rejoin.onRegistered();
    rejoin.onMessage(joined(GARDEN));
    rejoin.onTimeout();
    ServerMessage left = new ServerMessage.Left(SELF, new Stamp(RoomName.LOBBY, NOON));

    state.rooms().onRequest(new Request.Join("lobby"), true);

    assertEquals(List.of(), rejoin.onMessage(left).received());
    assertEquals(
        List.of(joined(RoomName.LOBBY)), rejoin.onMessage(joined(RoomName.LOBBY)).received());
  }

  /** The server has another list of rooms that everybody enters. */
  @Test
  void first_room_of_the_server_may_be_any() {
    assertEquals(List.of(), rejoin.onMessage(backlog(GARDEN, 1, 2)).received());
    rejoin.onMessage(joined(GARDEN));

    RejoinSequence.Step registered = rejoin.onRegistered();
    assertEquals(List.of(backlog(GARDEN, 2), joined(GARDEN)), registered.received());
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("lobby"))), registered.toSend());
    rejoin.onMessage(backlog(RoomName.LOBBY, 1, 3));
    assertEquals(
        List.of(backlog(RoomName.LOBBY, 3), joined(RoomName.LOBBY)),
        rejoin.onMessage(joined(RoomName.LOBBY)).received());
    assertTrue(rejoin.isComplete());
  }

  /** Its messages are shown once, although the server tells the room before the client asks. */
  @Test
  void further_room_of_the_server_is_rejoined_once() {
    rejoin.onMessage(backlog(RoomName.LOBBY, 20));
    rejoin.onMessage(joined(RoomName.LOBBY));
    rejoin.onRegistered();
    assertEquals(List.of(), rejoin.onMessage(backlog(GARDEN, 1, 2)).received());
    assertEquals(List.of(), rejoin.onMessage(joined(GARDEN)).received());
    assertEquals(List.of(), rejoin.onMessage(chatted(GARDEN, 30)).received());

    rejoin.onMessage(historyPage(RoomName.LOBBY, 1));
    assertEquals(List.of(JOIN_GARDEN), rejoin.onMessage(new ServerMessage.Pong()).toSend());
    assertEquals(
        List.of(backlog(GARDEN, 2), chatted(GARDEN, 30), joined(GARDEN)),
        rejoin.onMessage(joined(GARDEN)).received());
    assertTrue(rejoin.isComplete());
  }

  @Test
  void end_of_page_of_one_room_does_not_end_page_of_next_room() {
    rejoin.onMessage(backlog(RoomName.LOBBY, 20));
    assertEquals(
        List.of(historyRequest("lobby", 20)), rejoin.onMessage(joined(RoomName.LOBBY)).toSend());
    rejoin.onRegistered();
    assertEquals(
        List.of(new ClientMessage.Ping()),
        rejoin.onMessage(historyPage(RoomName.LOBBY, 18, 19)).toSend());
    for (long id = 21; id < 20 + MAX_MESSAGES; id++) {
      assertEquals(List.of(), rejoin.onMessage(chatted(RoomName.LOBBY, id)).toSend());
    }
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))),
        rejoin.onMessage(chatted(RoomName.LOBBY, 30)).toSend());

    rejoin.onMessage(new ServerMessage.Pong());
    assertFalse(rejoin.isComplete());
    rejoin.onMessage(backlog(GARDEN, 3));
    assertEquals(List.of(historyRequest("garden", 3)), rejoin.onMessage(joined(GARDEN)).toSend());
    rejoin.onMessage(historyPage(GARDEN, 1, 2));
    RejoinSequence.Step last = rejoin.onMessage(new ServerMessage.Pong());

    assertTrue(rejoin.isComplete());
    assertEquals(List.of(backlog(GARDEN, 2, 3), joined(GARDEN)), last.received());
  }

  @Test
  void skips_room_when_server_does_not_answer() {
    rejoin.onMessage(joined(RoomName.LOBBY));
    rejoin.onRegistered(); // requests the history of the lobby
    int before = rejoin.progress();

    RejoinSequence.Step next = rejoin.onTimeout();
    assertTrue(rejoin.progress() > before);
    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("garden"))), next.toSend());
    assertTrue(next.received().contains(unanswered("lobby")));
    assertEquals(List.of(unanswered("garden")), rejoin.onTimeout().received());

    assertTrue(rejoin.isComplete());
    assertFalse(state.rooms().mayBeIn(GARDEN));
    assertEquals(List.of(), rejoin.onTimeout().received());
  }

  @Test
  void enters_room_again_after_temporary_refusals_and_says_so_once() {
    enterLobby();
    assertEquals(
        List.of(
            new ServerMessage.Notice(
                Text.sanitize(
                    "The room garden cannot be entered again yet; trying again. Too busy."))),
        rejoin.onMessage(refused(Problem.Code.SERVER_BUSY)).received());
    assertEquals(OptionalInt.of(1), rejoin.awaitedRetry());
    assertEquals(List.of(), rejoin.onTimeout().received());

    assertEquals(List.of(JOIN_GARDEN), rejoin.onRetryDue().toSend());
    assertEquals(OptionalInt.empty(), rejoin.awaitedRetry());
    assertEquals(List.of(), rejoin.onMessage(refused(Problem.Code.HISTORY_UNAVAILABLE)).received());
    assertEquals(OptionalInt.of(2), rejoin.awaitedRetry());
    assertEquals(List.of(JOIN_GARDEN), rejoin.onRetryDue().toSend());
    rejoin.onMessage(joined(GARDEN));

    assertTrue(state.rooms().mayBeIn(GARDEN));
  }

  @Test
  void leaves_room_after_permanent_refusal() {
    enterLobby();
    ServerMessage refused = refused(Problem.Code.ROOM_INVALID);

    assertEquals(List.of(refused), rejoin.onMessage(refused).received());

    assertEquals(OptionalInt.empty(), rejoin.awaitedRetry());
    assertTrue(rejoin.isComplete());
    assertFalse(state.rooms().mayBeIn(GARDEN));
  }

  @Test
  void leaves_room_after_too_many_temporary_refusals() {
    enterLobby();
    for (int i = 1; i <= RejoinSequence.MAX_RETRIES; i++) {
      rejoin.onMessage(refused(Problem.Code.SERVER_BUSY));
      assertEquals(OptionalInt.of(i), rejoin.awaitedRetry());
      assertEquals(List.of(JOIN_GARDEN), rejoin.onRetryDue().toSend());
    }
    ServerMessage last = refused(Problem.Code.SERVER_BUSY);

    assertEquals(List.of(last), rejoin.onMessage(last).received());
    assertTrue(rejoin.isComplete());
    assertFalse(state.rooms().mayBeIn(GARDEN));
  }

  /** Otherwise the missed messages are lost. */
  @Test
  void requests_page_again_after_temporary_refusal() {
    rejoin.onMessage(backlog(RoomName.LOBBY, 20));
    ClientMessage page = historyRequest("lobby", 20);
    assertEquals(List.of(page), rejoin.onMessage(joined(RoomName.LOBBY)).toSend());
    rejoin.onRegistered();

    rejoin.onMessage(refused(Problem.Code.HISTORY_UNAVAILABLE));

    assertEquals(List.of(page), rejoin.onRetryDue().toSend());
  }

  @Test
  void delays_of_retries_double_and_begin_anew_for_next_room() {
    ReconnectSettings settings =
        new ReconnectSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            3,
            1000,
            1000);
    RejoinRetries retries = new RejoinRetries(rejoin, settings, () -> 1);
    enterLobby();
    assertEquals(Optional.empty(), retries.takeDelay());
    for (int seconds : new int[] {1, 2, 3}) {
      rejoin.onMessage(refused(Problem.Code.SERVER_BUSY));
      assertEquals(Optional.of(Duration.ofSeconds(seconds)), retries.takeDelay());
      assertEquals(Optional.empty(), retries.takeDelay());
      rejoin.onRetryDue();
      assertEquals(Optional.empty(), retries.takeDelay());
    }
  }

  private void enterLobby() {
    rejoin.onMessage(backlog(RoomName.LOBBY, 1));
    rejoin.onMessage(joined(RoomName.LOBBY));
    rejoin.onRegistered();
    rejoin.onMessage(historyPage(RoomName.LOBBY, 1));
    rejoin.onMessage(new ServerMessage.Pong());
  }

  private static ServerMessage refused(Problem.Code code) {
    return new ServerMessage.Refused(new Problem(code, "Too busy."));
  }

  /** A page before an old id would omit all messages with a higher new id. */
  @Test
  void clears_shown_range_when_message_ids_restart() {
    state.shown().onShown(chatted(RoomName.LOBBY, 500));
    assertTrue(new RejoinTracker(state).onMessage(chatted(RoomName.LOBBY, 500)));
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);

    rejoin.onMessage(backlog(RoomName.LOBBY, 1, 2));
    rejoin.onMessage(joined(RoomName.LOBBY));
    rejoin.onRegistered();

    assertEquals(
        OptionalLong.empty(),
        state.shown().olderPage(RoomName.LOBBY, OptionalInt.empty()).before());
  }

  /** The lobby does not admit this client; its refusal is no answer about another room. */
  @Test
  void client_that_the_first_room_refuses_enters_the_others() {
    ServerMessage welcome = new ServerMessage.Welcomed(SELF, true);
    assertEquals(List.of(welcome), rejoin.onMessage(welcome).received());
    assertEquals(List.of(new ClientMessage.Ping()), rejoin.onRegistered().toSend());

    RejoinSequence.Step step = rejoin.onMessage(refused(Problem.Code.BANNED));
    assertEquals(List.of(refused(Problem.Code.BANNED)), step.received());
    assertEquals(List.of(JOIN_GARDEN), step.toSend());
    assertFalse(state.rooms().isIn(RoomName.LOBBY));
    assertEquals(List.of(), rejoin.onMessage(new ServerMessage.Pong()).toSend());
    rejoin.onMessage(backlog(GARDEN, 1, 2));
    assertEquals(
        List.of(backlog(GARDEN, 2), joined(GARDEN)), rejoin.onMessage(joined(GARDEN)).received());
    assertTrue(rejoin.isComplete());
    assertTrue(rejoin.confirmsRooms());
    assertEquals(GARDEN, rejoin.currentRoom());
    assertFalse(rejoin.hasReplayed(RoomName.LOBBY));
    assertTrue(rejoin.hasReplayed(GARDEN));
  }

  @Test
  void client_that_the_server_puts_into_no_room_requests_all() {
    rejoin.onMessage(new ServerMessage.Welcomed(SELF, true));
    rejoin.onRegistered();

    assertEquals(
        List.of(new ClientMessage.RequestMessage(new Request.Join("lobby"))),
        rejoin.onMessage(new ServerMessage.Pong()).toSend());
    rejoin.onMessage(backlog(RoomName.LOBBY, 1));
    assertEquals(List.of(JOIN_GARDEN), rejoin.onMessage(joined(RoomName.LOBBY)).toSend());
  }

  @Test
  void client_with_another_nickname_of_the_account_enters_its_first_room() {
    rejoin.onMessage(new ServerMessage.Welcomed(SELF, true));
    rejoin.onRegistered();
    rejoin.onMessage(backlog(RoomName.LOBBY, 1, 2));

    RejoinSequence.Step step = rejoin.onMessage(joined(RoomName.LOBBY));

    assertEquals(List.of(backlog(RoomName.LOBBY, 2), joined(RoomName.LOBBY)), step.received());
    assertEquals(List.of(JOIN_GARDEN), step.toSend());
    assertEquals(List.of(), rejoin.onMessage(new ServerMessage.Pong()).toSend());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BANNED", "INVITATION_REQUIRED", "ROOM_KEY_WRONG", "ROOM_FULL", "ROOM_CLOSED"})
  void room_that_refuses_this_client_is_told_once_and_left(Problem.Code code) {
    RoomName tea = RoomName.sanitize("tea");
    state.rooms().onJoined(tea);
    rejoin = RejoinSequence.afterReconnect(state, MAX_MESSAGES);
    rejoin.onMessage(backlog(RoomName.LOBBY, 1));
    rejoin.onMessage(joined(RoomName.LOBBY));
    assertEquals(List.of(JOIN_GARDEN), rejoin.onRegistered().toSend());

    RejoinSequence.Step step = rejoin.onMessage(refused(code));

    assertEquals(List.of(refused(code)), step.received());
    assertEquals(List.of(new ClientMessage.RequestMessage(new Request.Join("tea"))), step.toSend());
    assertFalse(state.rooms().isIn(GARDEN));
    assertFalse(rejoin.hasReplayed(GARDEN));
    assertEquals(RoomName.LOBBY, rejoin.currentRoom());
    assertEquals(OptionalInt.empty(), rejoin.awaitedRetry());
    rejoin.onMessage(joined(tea));
    assertTrue(rejoin.isComplete());
    assertEquals(List.of(RoomName.LOBBY, tea), state.rooms().all());
  }

  @Test
  void room_is_entered_again_with_its_key() {
    state.roomKeys().onRequest(new Request.Join("garden", Optional.of("sesame")));
    state.roomKeys().onJoined(GARDEN, false);
    rejoin.onMessage(backlog(RoomName.LOBBY, 1));
    rejoin.onMessage(joined(RoomName.LOBBY));

    assertEquals(
        List.of(
            new ClientMessage.RequestMessage(new Request.Join("garden", Optional.of("sesame")))),
        rejoin.onRegistered().toSend());
  }

  private static ServerMessage unanswered(String room) {
    return new ServerMessage.Notice(
        Text.sanitize("No answer from the server about the room " + room + "."));
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(SELF, new Stamp(room, NOON.plusSeconds(1000)));
  }

  private static ServerMessage backlog(RoomName room, long... ids) {
    return new ServerMessage.Backlog(room, Optional.empty(), messages(room, ids));
  }

  private static ServerMessage historyPage(RoomName room, long... ids) {
    return new ServerMessage.Answered(new Answer.History(room, messages(room, ids)));
  }

  private static List<ServerMessage.RoomText> messages(RoomName room, long... ids) {
    return LongStream.of(ids).mapToObj(id -> chatted(room, id)).toList();
  }

  private static ServerMessage.RoomText chatted(RoomName room, long id) {
    return new ServerMessage.Chatted(
        LESLIE, Text.sanitize("text " + id), new Stamp(room, NOON.plusSeconds(id)).withId(id));
  }

  private static ClientMessage historyRequest(String room, long before) {
    return new ClientMessage.RequestMessage(
        new Request.History(Optional.of(room), OptionalInt.of(200), OptionalLong.of(before)));
  }
}
