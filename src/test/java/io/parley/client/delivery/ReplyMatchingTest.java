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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a request has its answer, in whatever order and in however many parts it comes. */
class ReplyMatchingTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final Stamp THERE = new Stamp(RoomName.sanitize("garden"), Instant.EPOCH);
  private static final Request PAST =
      new Request.History(Optional.empty(), OptionalInt.empty(), OptionalLong.empty());
  private static final Request EMOTE = new Request.Emote("waves");
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final DeliveryTracker ledger = new DeliveryTracker(1000, true, PAT);

  @BeforeEach
  void enter() {
    ledger.onRegistered();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(EMOTE, emoted(PAT)),
        Arguments.of(new Request.Join("garden"), new ServerMessage.Joined(PAT, THERE)),
        Arguments.of(new Request.Part(Optional.of("garden")), new ServerMessage.Left(PAT, THERE)),
        Arguments.of(
            new Request.ListMembers(Optional.empty()), new ServerMessage.MemberList(List.of(PAT))),
        Arguments.of(new Request.ListRooms(), answered(new Answer.RoomList(List.of()))),
        Arguments.of(
            new Request.Topic(Optional.empty()),
            answered(new Answer.Topic(RoomName.LOBBY, Optional.empty()))),
        Arguments.of(
            new Request.Topic(Optional.of("tea")),
            new ServerMessage.TopicChanged(PAT, Text.sanitize("tea"), THERE)),
        Arguments.of(
            new Request.Away(Optional.empty()), new ServerMessage.Notice(Text.sanitize("Back."))),
        Arguments.of(
            new Request.Whois("leslie"),
            answered(new Answer.Whois(LESLIE, List.of(), Instant.EPOCH, Optional.empty()))),
        Arguments.of(PAST, past()),
        Arguments.of(
            new Request.Search("tea", OptionalInt.empty()),
            answered(new Answer.SearchResults("tea", List.of()))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_is_settled_by_its_answer_and_its_pong(Request request, ServerMessage answer) {
    ledger.onRequestSent(request, true);
    ledger.onInputEnded();

    ledger.onMessage(answer);
    assertFalse(isSettled());
    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  /** The answer may have to be looked up, and some servers say a pong unasked. */
  @ParameterizedTest
  @MethodSource("requests")
  void a_pong_alone_is_no_answer(Request request, ServerMessage answer) {
    ledger.onRequestSent(request, true);
    ledger.onInputEnded();

    ledger.onMessage(PONG);
    ledger.onMessage(PONG);
    assertFalse(isSettled());
    ledger.onMessage(answer);

    assertTrue(isSettled());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_refusal_answers_every_request(Request request, ServerMessage answer) {
    ledger.onRequestSent(request, true);
    ledger.onInputEnded();

    ledger.onMessage(refused());
    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_protocol_without_pings_has_the_answer_alone(Request request, ServerMessage answer) {
    ledger.onRequestSent(request, false);
    ledger.onInputEnded();

    ledger.onMessage(answer);

    assertTrue(isSettled());
  }

  @Test
  void an_answer_in_parts_counts_once() {
    ledger.onRequestSent(PAST, true);
    ledger.onRequestSent(PAST, true);
    ledger.onInputEnded();

    ledger.onMessage(past());
    ledger.onMessage(past());
    ledger.onMessage(PONG);
    assertFalse(isSettled());
    assertEquals(1, ledger.unansweredCount());
    ledger.onMessage(past());
    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  @Test
  void answers_to_several_requests_may_come_after_all_their_pongs() {
    ledger.onRequestSent(EMOTE, true);
    ledger.onRequestSent(PAST, true);
    ledger.onInputEnded();

    ledger.onMessage(PONG);
    ledger.onMessage(PONG);
    ledger.onMessage(past());
    assertFalse(isSettled());
    ledger.onMessage(emoted(PAT));

    assertTrue(isSettled());
  }

  /** What is told to everybody comes once for each request, however late the pongs are. */
  @Test
  void what_one_does_twice_comes_back_twice() {
    ledger.onRequestSent(EMOTE, true);
    ledger.onRequestSent(EMOTE, true);
    ledger.onInputEnded();

    ledger.onMessage(emoted(PAT));
    ledger.onMessage(emoted(PAT));
    ledger.onMessage(PONG);
    assertFalse(isSettled());
    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  @Test
  void what_others_do_answers_nothing() {
    ledger.onRequestSent(EMOTE, true);
    ledger.onRequestSent(new Request.Join("garden"), true);
    ledger.onRequestSent(new Request.Part(Optional.empty()), true);
    ledger.onRequestSent(new Request.Topic(Optional.of("tea")), true);
    ledger.onMessage(PONG);
    ledger.onMessage(PONG);
    ledger.onMessage(PONG);
    ledger.onMessage(PONG);

    ledger.onMessage(emoted(LESLIE));
    ledger.onMessage(new ServerMessage.Joined(LESLIE, THERE));
    ledger.onMessage(new ServerMessage.Left(LESLIE, THERE));
    ledger.onMessage(new ServerMessage.TopicChanged(LESLIE, Text.sanitize("tea"), THERE));

    assertEquals(4, ledger.unansweredCount());
  }

  @Test
  void a_refusal_belongs_to_the_oldest_that_has_no_answer() {
    ledger.onRequestSent(EMOTE, true);
    ledger.onTextSent();
    ledger.onInputEnded();

    ledger.onMessage(emoted(PAT));
    ledger.onMessage(refused());
    assertFalse(isSettled());
    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  @Test
  void a_ping_is_settled_by_a_pong() {
    ledger.onPingSent();
    ledger.onInputEnded();
    assertFalse(isSettled());

    ledger.onMessage(PONG);

    assertTrue(isSettled());
  }

  /** In a protocol that tells people nothing of what they do themselves. */
  @Test
  void what_one_does_oneself_is_not_waited_for_where_it_does_not_come_back() {
    DeliveryTracker deaf = new DeliveryTracker(1000, false, PAT);
    deaf.onRegistered();
    deaf.onRequestSent(EMOTE, false);
    deaf.onTextSent();
    deaf.onInputEnded();

    assertTrue(deaf.isSettled());
  }

  @Test
  void whoever_waits_for_the_answers_is_told_when_they_are_here() {
    assertEquals(0, ledger.unansweredCount());
    ledger.onRequestSent(PAST, true);

    ledger.onMessage(past());
    assertEquals(1, ledger.unansweredCount());
    ledger.onMessage(PONG);

    assertEquals(0, ledger.unansweredCount());
  }

  private boolean isSettled() {
    return ledger.isSettled();
  }

  private static ServerMessage emoted(Nickname who) {
    return new ServerMessage.Emoted(who, Text.sanitize("waves"));
  }

  private static ServerMessage past() {
    return answered(new Answer.History(RoomName.LOBBY, List.of()));
  }

  private static ServerMessage refused() {
    return new ServerMessage.Refused(new Problem(Problem.Code.NOT_IN_ROOM, "No."));
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }
}
