package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a request is settled, for each order and number of parts of its answer. */
class ReplyMatchingTest {
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final Stamp GARDEN_STAMP = new Stamp(RoomName.sanitize("garden"), Instant.EPOCH);
  private static final Request HISTORY =
      new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());
  private static final Request EMOTE = new Request.Emote("waves");
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final AnswerTracker tracker = new AnswerTracker(1000, true);

  @BeforeEach
  void register() {
    tracker.onRegistered();
  }

  @Test
  void list_of_some_members_answers_no_request() {
    assertFalse(
        new ReplyMatcher(new ServerMessage.MemberList(List.of(SELF), RoomName.LOBBY, 300), SELF)
            .onListMembers(new Request.ListMembers(Optional.empty())));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(EMOTE, emoted(SELF)),
        Arguments.of(new Request.Join("garden"), new ServerMessage.Joined(SELF, GARDEN_STAMP)),
        Arguments.of(
            new Request.Part(Optional.of("garden")), new ServerMessage.Left(SELF, GARDEN_STAMP)),
        Arguments.of(
            new Request.ChangeNickname("patricia"),
            new ServerMessage.Renamed(new Nickname("Pat"), new Nickname("patricia"), GARDEN_STAMP)),
        Arguments.of(
            new Request.ListMembers(Optional.empty()), new ServerMessage.MemberList(List.of(SELF))),
        Arguments.of(new Request.ListRooms(), answered(new Answer.RoomList(List.of()))),
        Arguments.of(
            new Request.Topic(Optional.empty()),
            answered(new Answer.Topic(RoomName.LOBBY, Optional.empty()))),
        Arguments.of(
            new Request.Topic(Optional.of("tea")),
            new ServerMessage.TopicChanged(SELF, Text.sanitize("tea"), GARDEN_STAMP)),
        Arguments.of(
            new Request.Away(Optional.empty()), new ServerMessage.Notice(Text.sanitize("Back."))),
        Arguments.of(
            new Request.Whois("leslie"),
            answered(new Answer.Whois(LESLIE, List.of(), Instant.EPOCH, Optional.empty()))),
        Arguments.of(HISTORY, history()),
        Arguments.of(
            new Request.Search("tea", OptionalInt.empty()),
            answered(new Answer.SearchResults("tea", List.of()))),
        Arguments.of(
            new Request.ShowRoom(Optional.empty()),
            answered(new Answer.RoomStatus(RoomName.LOBBY, Optional.empty(), Map.of(), List.of()))),
        Arguments.of(
            new Request.ListRestrictions(Optional.empty()),
            answered(new Answer.Restrictions(RoomName.LOBBY, List.of()))),
        Arguments.of(new Request.Invite("leslie", Optional.empty()), done()),
        Arguments.of(new Request.Kick("leslie", Optional.empty(), Optional.empty()), done()),
        Arguments.of(new Request.ChangeSetting("slow", "10s", Optional.empty()), done()));
  }

  private static ServerMessage done() {
    return answered(new Answer.Done(RoomName.LOBBY, Text.sanitize("It is done.")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_is_settled_by_answer_and_pong(Request request, ServerMessage answer) {
    tracker.onRequestSent(request, true);
    tracker.onInputEnded();

    receive(answer);
    assertFalse(isSettled());
    receive(PONG);

    assertTrue(isSettled());
  }

  /** A pong can overtake an answer, and some servers send pongs without a ping. */
  @ParameterizedTest
  @MethodSource("requests")
  void pong_alone_does_not_settle_request(Request request, ServerMessage answer) {
    tracker.onRequestSent(request, true);
    tracker.onInputEnded();

    receive(PONG);
    receive(PONG);
    assertFalse(isSettled());
    receive(answer);

    assertTrue(isSettled());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusal_settles_every_request(Request request, ServerMessage answer) {
    tracker.onRequestSent(request, true);
    tracker.onInputEnded();

    receive(refused());
    receive(PONG);

    assertTrue(isSettled());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answer_alone_settles_request_in_dialect_without_pings(
      Request request, ServerMessage answer) {
    tracker.onRequestSent(request, false);
    tracker.onInputEnded();

    receive(answer);

    assertTrue(isSettled());
  }

  @Test
  void answer_in_parts_settles_one_request() {
    tracker.onRequestSent(HISTORY, true);
    tracker.onRequestSent(HISTORY, true);
    tracker.onInputEnded();

    receive(history());
    receive(history());
    receive(PONG);
    assertFalse(isSettled());
    assertEquals(1, tracker.pendingCount());
    receive(history());
    receive(PONG);

    assertTrue(isSettled());
  }

  @Test
  void answers_may_follow_pongs_of_several_requests() {
    tracker.onRequestSent(EMOTE, true);
    tracker.onRequestSent(HISTORY, true);
    tracker.onInputEnded();

    receive(PONG);
    receive(PONG);
    receive(history());
    assertFalse(isSettled());
    receive(emoted(SELF));

    assertTrue(isSettled());
  }

  /** The room echoes each emote once, even if the pongs are late. */
  @Test
  void repeated_emote_needs_two_echoes() {
    tracker.onRequestSent(EMOTE, true);
    tracker.onRequestSent(EMOTE, true);
    tracker.onInputEnded();

    receive(emoted(SELF));
    receive(emoted(SELF));
    receive(PONG);
    assertFalse(isSettled());
    receive(PONG);

    assertTrue(isSettled());
  }

  @Test
  void events_of_others_settle_nothing() {
    tracker.onRequestSent(EMOTE, true);
    tracker.onRequestSent(new Request.Join("garden"), true);
    tracker.onRequestSent(new Request.Part(Optional.empty()), true);
    tracker.onRequestSent(new Request.Topic(Optional.of("tea")), true);
    tracker.onRequestSent(new Request.ChangeNickname("patricia"), true);
    receive(PONG);
    receive(PONG);
    receive(PONG);
    receive(PONG);
    receive(PONG);

    receive(emoted(LESLIE));
    receive(new ServerMessage.Joined(LESLIE, GARDEN_STAMP));
    receive(new ServerMessage.Left(LESLIE, GARDEN_STAMP));
    receive(new ServerMessage.Renamed(LESLIE, new Nickname("lee"), GARDEN_STAMP));
    receive(new ServerMessage.TopicChanged(LESLIE, Text.sanitize("tea"), GARDEN_STAMP));

    assertEquals(5, tracker.pendingCount());
  }

  @Test
  void refusal_belongs_to_oldest_unanswered_request() {
    tracker.onRequestSent(EMOTE, true);
    tracker.onTextSent();
    tracker.onInputEnded();

    receive(emoted(SELF));
    receive(refused());
    assertFalse(isSettled());
    receive(PONG);

    assertTrue(isSettled());
  }

  @Test
  void ping_is_settled_by_pong() {
    tracker.onPingSent();
    tracker.onInputEnded();
    assertFalse(isSettled());

    receive(PONG);

    assertTrue(isSettled());
  }

  /** In a dialect in which the server does not echo to the sender. */
  @Test
  void own_actions_are_not_awaited_when_server_sends_no_echo() {
    AnswerTracker withoutEcho = new AnswerTracker(1000, false);
    withoutEcho.onRegistered();
    withoutEcho.onRequestSent(EMOTE, false);
    withoutEcho.onTextSent();
    withoutEcho.onInputEnded();

    assertTrue(withoutEcho.isSettled());
  }

  @Test
  void unanswered_count_drops_to_zero_after_answer_and_pong() {
    assertEquals(0, tracker.pendingCount());
    tracker.onRequestSent(HISTORY, true);

    receive(history());
    assertEquals(1, tracker.pendingCount());
    receive(PONG);

    assertEquals(0, tracker.pendingCount());
  }

  private boolean isSettled() {
    return tracker.isSettled();
  }

  private static ServerMessage emoted(Nickname nickname) {
    return new ServerMessage.Emoted(nickname, Text.sanitize("waves"));
  }

  private static ServerMessage history() {
    return answered(new Answer.History(RoomName.LOBBY, List.of()));
  }

  private static ServerMessage refused() {
    return new ServerMessage.Refused(new Problem(Problem.Code.NOT_IN_ROOM, "No."));
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }

  private void receive(ServerMessage message) {
    tracker.onMessage(message, SELF);
  }
}
