package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTrackerTextsTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final List<String> sent = new ArrayList<>();
  private final DeliveryTracker outgoing = new DeliveryTracker(5, true, PAT);

  @Test
  void what_came_back_is_done_and_the_rest_is_sent_again_before_what_was_typed_later() {
    say("one", "two", "three");
    outgoing.onEcho(echo(RoomName.LOBBY, "one", 1));
    outgoing.onConnectionLost();
    say("four");
    outgoing.onFoundInHistory(echo(RoomName.LOBBY, "two", 2));
    outgoing.requeueSent();

    assertEquals(List.of("one", "two", "three"), sent);
    assertEquals(List.of("three", "four"), rest());
    outgoing.open();
    say("five");
    assertEquals("five", sent.get(3));
    assertEquals(3, outgoing.size()); // none of them has come back
  }

  @Test
  void the_same_text_twice_is_two() {
    say("ok", "ok", "ok");
    outgoing.onFoundInHistory(echo(RoomName.LOBBY, "ok", 1));
    outgoing.onConnectionLost();
    outgoing.requeueSent();

    assertEquals(List.of("ok", "ok"), rest());
  }

  /** The room would have told it before. */
  @Test
  void what_was_refused_is_not_sent_again() {
    say("one", "refused", "two");
    outgoing.onEcho(echo(RoomName.LOBBY, "one", 1));
    outgoing.onEcho(echo(RoomName.LOBBY, "two", 2));

    assertEquals(0, outgoing.size());
  }

  @Test
  void rooms_and_kinds_are_told_apart() {
    sayIn(GARDEN, "hi");
    say("hi");
    OutgoingMessage emote =
        new OutgoingMessage(
            RoomName.LOBBY,
            new ClientMessage.Chat("hi"),
            new ServerMessage.Emoted(PAT, Text.sanitize("hi")));
    assertEquals(DeliveryTracker.Submission.SEND, outgoing.submit(emote));

    outgoing.onEcho(echo(RoomName.LOBBY, "hi", 1));
    outgoing.requeueSent();

    assertEquals(Optional.of(GARDEN), outgoing.nextRoom());
    assertEquals(2, outgoing.size());
  }

  @Test
  void a_reason_shows_what_was_refused() {
    say("  ", "short", "a long one");
    tell("psst");
    refuse(Problem.Code.TEXT_EMPTY);
    refuse(Problem.Code.TEXT_TOO_LONG);
    refuse(Problem.Code.NO_SUCH_NICKNAME);
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    outgoing.onConnectionLost();
    outgoing.requeueSent();

    assertEquals(List.of("short"), rest());
  }

  @Test
  void what_may_have_been_refused_is_told_apart_from_what_was_sent_later() {
    say("one", "two", "three");
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    outgoing.onEcho(echo(RoomName.LOBBY, "one", 1));
    say("four");
    sayIn(GARDEN, "five");
    outgoing.onConnectionLost();
    refuse(Problem.Code.HISTORY_UNAVAILABLE); // when it is asked what was missed
    outgoing.onFoundInHistory(echo(RoomName.LOBBY, "two", 2));

    assertEquals(
        List.of("three", "five"),
        outgoing.takeUncertain(one -> one.room().isSame(GARDEN)).stream()
            .map(u -> u.text().value())
            .toList());
    outgoing.requeueSent();
    assertEquals(List.of("four"), rest());
    refuse(Problem.Code.HISTORY_UNAVAILABLE); // when it is said again
    assertEquals(1, outgoing.takeUncertain(none -> false).size());
  }

  /** It would be said twice, or never. */
  @Test
  void nobody_can_tell_which_came_back_of_two_alike_one_of_which_was_refused() {
    say("one");
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    say("one", "two");
    outgoing.onEcho(echo(RoomName.LOBBY, "one", 1));

    assertEquals(
        List.of("one"),
        outgoing.takeUncertain(none -> false).stream().map(u -> u.text().value()).toList());
    outgoing.requeueSent();
    assertEquals(List.of("two"), rest());
  }

  /** Some servers change what is said, and number nothing. */
  @Test
  void without_numbers_any_echo_will_do() {
    say("one", "two");
    outgoing.onEcho(new ServerMessage.Chatted(PAT, Text.sanitize("ONE")));
    outgoing.requeueSent();

    assertEquals(List.of("two"), rest());
  }

  @Test
  void with_numbers_only_its_own_will_do() {
    say("one");
    outgoing.onEcho(echo(RoomName.LOBBY, "other", 1));

    assertEquals(1, outgoing.size());
  }

  @Test
  void what_only_one_person_gets_is_taken_away_when_nobody_can_tell_whether_they_did() {
    say("one");
    tell("psst");
    outgoing.onConnectionLost();
    tell("later");

    assertEquals(
        List.of("psst"),
        outgoing.takeSent(OutgoingMessage::isPrivate).stream().map(u -> u.text().value()).toList());
    outgoing.requeueSent();
    assertEquals(List.of("one", "later"), rest());
  }

  @Test
  void what_waits_and_has_no_place_any_more_is_taken_away() {
    sayIn(GARDEN, "one");
    outgoing.onConnectionLost();
    sayIn(GARDEN, "two");
    say("three");

    assertEquals(
        List.of("two"),
        outgoing.takeUnsent(one -> one.room().isSame(GARDEN)).stream()
            .map(u -> u.text().value())
            .toList());
    assertEquals(2, outgoing.size());
  }

  @Test
  void the_oldest_is_forgotten_where_there_must_be_room() {
    say("one", "two");
    outgoing.dropOldest();
    outgoing.requeueSent();

    assertEquals(List.of("two"), rest());
  }

  @Test
  void is_bounded_and_tells_when_there_is_room() {
    say("1", "2", "3", "4", "5");
    assertEquals(DeliveryTracker.Submission.FULL, outgoing.submit(chat(RoomName.LOBBY, "6")));
    long before = outgoing.changes();

    outgoing.onEcho(echo(RoomName.LOBBY, "1", 1));

    assertTrue(outgoing.changes() > before);
    assertEquals(DeliveryTracker.Submission.SEND, outgoing.submit(chat(RoomName.LOBBY, "6")));
  }

  @Test
  void opening_while_texts_wait_is_rejected() {
    outgoing.onConnectionLost();
    say("one");

    assertThrows(IllegalStateException.class, outgoing::open);
    assertFalse(outgoing.isOpen());
    assertEquals(1, outgoing.unsentCount());
  }

  @Test
  void what_does_not_come_back_is_forgotten_when_it_is_sent() {
    DeliveryTracker silent = new DeliveryTracker(5, false, PAT);
    assertEquals(DeliveryTracker.Submission.SEND, silent.submit(chat(RoomName.LOBBY, "one")));
    silent.onWritten(chat(RoomName.LOBBY, "one"));
    assertEquals(0, silent.size());
    silent.onConnectionLost();
    assertEquals(DeliveryTracker.Submission.QUEUED, silent.submit(chat(RoomName.LOBBY, "two")));
    assertEquals(1, silent.unsentCount());

    silent.onWritten(silent.takeNext().orElseThrow());
    assertEquals(0, silent.size());
  }

  @Test
  void what_did_not_go_out_is_sent_again_though_nothing_comes_back() {
    DeliveryTracker silent = new DeliveryTracker(5, false, PAT);
    assertEquals(DeliveryTracker.Submission.SEND, silent.submit(chat(RoomName.LOBBY, "one")));
    assertEquals(DeliveryTracker.Submission.SEND, silent.submit(chat(RoomName.LOBBY, "two")));
    silent.onConnectionLost();
    assertEquals(DeliveryTracker.Submission.QUEUED, silent.submit(chat(RoomName.LOBBY, "three")));
    assertEquals(3, silent.unsentCount());

    assertEquals("one", silent.takeNext().orElseThrow().text().value());
    silent.onConnectionLost(); // before it went out
    assertEquals("one", silent.takeNext().orElseThrow().text().value());
    silent.onWritten(chat(RoomName.LOBBY, "one"));
    silent.onConnectionLost();
    assertEquals("two", silent.takeNext().orElseThrow().text().value());
  }

  private void say(String... texts) {
    for (String text : texts) {
      sayIn(RoomName.LOBBY, text);
    }
  }

  private void sayIn(RoomName room, String text) {
    if (outgoing.submit(chat(room, text)) == DeliveryTracker.Submission.SEND) {
      sent.add(text);
    }
  }

  private void tell(String text) {
    OutgoingMessage utterance =
        new OutgoingMessage(
            RoomName.LOBBY,
            new ClientMessage.PrivateMessage("leslie", text),
            new ServerMessage.PrivateMessage(PAT, LESLIE, Text.sanitize(text)));
    assertNotEquals(DeliveryTracker.Submission.FULL, outgoing.submit(utterance));
  }

  private void refuse(Problem.Code code) {
    outgoing.onRefused(new Problem(code, "No."));
  }

  private List<String> rest() {
    List<String> rest = new ArrayList<>();
    Optional<OutgoingMessage> next = outgoing.takeNext();
    while (next.isPresent()) {
      rest.add(next.get().text().value());
      next = outgoing.takeNext();
    }
    return rest;
  }

  private static OutgoingMessage chat(RoomName room, String text) {
    return new OutgoingMessage(
        room, new ClientMessage.Chat(text), new ServerMessage.Chatted(PAT, Text.sanitize(text)));
  }

  private static ServerMessage echo(RoomName room, String text, long id) {
    return new ServerMessage.Chatted(
        PAT, Text.sanitize(text), new Stamp(room, Instant.EPOCH).withId(id));
  }
}
