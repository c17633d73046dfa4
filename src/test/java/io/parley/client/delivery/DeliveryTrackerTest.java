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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTrackerTest {
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final List<String> sent = new ArrayList<>();
  private final DeliveryTracker tracker = new DeliveryTracker(5, true);

  @Test
  void unconfirmed_texts_are_resent_before_later_texts() {
    submit("one", "two", "three");
    tracker.onEcho(echo(RoomName.LOBBY, "one", 1));
    tracker.onConnectionLost();
    submit("four");
    tracker.onFoundInHistory(echo(RoomName.LOBBY, "two", 2));
    tracker.requeueSent();

    assertEquals(List.of("one", "two", "three"), sent);
    assertEquals(List.of("three", "four"), takeUnsentTexts());
    tracker.open();
    submit("five");
    assertEquals("five", sent.get(3));
    assertEquals(3, tracker.size()); // none of them is confirmed
  }

  @Test
  void identical_texts_are_tracked_separately() {
    submit("ok", "ok", "ok");
    tracker.onFoundInHistory(echo(RoomName.LOBBY, "ok", 1));
    tracker.onConnectionLost();
    tracker.requeueSent();

    assertEquals(List.of("ok", "ok"), takeUnsentTexts());
  }

  /** The room would have echoed it before the later text. */
  @Test
  void refused_text_is_not_resent() {
    submit("one", "refused", "two");
    tracker.onEcho(echo(RoomName.LOBBY, "one", 1));
    tracker.onEcho(echo(RoomName.LOBBY, "two", 2));

    assertEquals(0, tracker.size());
  }

  @Test
  void echo_matches_room_and_kind_of_text() {
    submitTo(GARDEN, "hi");
    submit("hi");
    OutgoingMessage emote =
        new OutgoingMessage(
            RoomName.LOBBY,
            new ClientMessage.Chat("hi"),
            new ServerMessage.Emoted(SELF, Text.sanitize("hi")));
    assertEquals(DeliveryTracker.Submission.SEND, tracker.submit(emote));

    tracker.onEcho(echo(RoomName.LOBBY, "hi", 1));
    tracker.requeueSent();

    assertEquals(Optional.of(GARDEN), tracker.nextRoom());
    assertEquals(2, tracker.size());
  }

  @Test
  void refusal_code_identifies_refused_text() {
    submit("  ", "short", "a long one");
    submitPrivate("psst");
    refuse(Problem.Code.TEXT_EMPTY);
    refuse(Problem.Code.TEXT_TOO_LONG);
    refuse(Problem.Code.NO_SUCH_NICKNAME);
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    tracker.onConnectionLost();
    tracker.requeueSent();

    assertEquals(List.of("short"), takeUnsentTexts());
  }

  /** A person is told of the refusal; the text must not come back by itself. */
  @ParameterizedTest
  @EnumSource(names = {"MUTED", "ROOM_MODERATED", "SLOW_MODE"})
  void text_that_a_room_refuses_is_forgotten(Problem.Code code) {
    submitPrivate("psst");
    submit("refused");
    refuse(code);
    assertEquals(1, tracker.size());
    submit("later");
    tracker.onConnectionLost();
    tracker.requeueSent();

    assertEquals(List.of("psst", "later"), takeUnsentTexts());
  }

  /** A refusal can overtake the echo of an earlier text. */
  @Test
  void refusal_of_a_room_before_the_echo_of_an_earlier_text() {
    submit("one", "two", "three");
    refuse(Problem.Code.SLOW_MODE);
    assertEquals(3, tracker.size());
    refuse(Problem.Code.SLOW_MODE);
    assertEquals(3, tracker.size());
    tracker.onEcho(echo(RoomName.LOBBY, "one", 1));

    assertEquals(0, tracker.size());
    submit("four", "five");
    refuse(Problem.Code.SLOW_MODE);
    tracker.onConnectionLost();
    assertEquals(
        List.of("four", "five"),
        tracker.takeUncertain(text -> false).stream().map(text -> text.text().value()).toList());
  }

  @Test
  void echo_of_a_later_text_accounts_for_a_refusal() {
    submit("one", "two");
    refuse(Problem.Code.MUTED);
    submit("three", "four");
    tracker.onEcho(echo(RoomName.LOBBY, "two", 1));
    assertEquals(2, tracker.size());
    tracker.onConnectionLost();
    tracker.requeueSent();

    assertEquals(List.of("three", "four"), takeUnsentTexts());
  }

  @Test
  void only_texts_before_ambiguous_refusal_are_uncertain() {
    submit("one", "two", "three");
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    tracker.onEcho(echo(RoomName.LOBBY, "one", 1));
    submit("four");
    submitTo(GARDEN, "five");
    tracker.onConnectionLost();
    refuse(Problem.Code.HISTORY_UNAVAILABLE); // the answer to the history request of the rejoin
    tracker.onFoundInHistory(echo(RoomName.LOBBY, "two", 2));

    assertEquals(
        List.of("three", "five"),
        tracker.takeUncertain(message -> message.room().isSame(GARDEN)).stream()
            .map(message -> message.text().value())
            .toList());
    tracker.requeueSent();
    assertEquals(List.of("four"), takeUnsentTexts());
    refuse(Problem.Code.HISTORY_UNAVAILABLE); // the answer to the resent text
    assertEquals(1, tracker.takeUncertain(none -> false).size());
  }

  @Test
  void text_that_a_busy_server_may_have_refused_is_uncertain() {
    submit("one");
    refuse(Problem.Code.SERVER_BUSY);

    assertEquals(
        List.of("one"),
        tracker.takeUncertain(none -> false).stream()
            .map(message -> message.text().value())
            .toList());
  }

  /** A resend could duplicate the text, and no resend could lose it. */
  @Test
  void identical_texts_are_uncertain_when_one_was_refused() {
    submit("one");
    refuse(Problem.Code.HISTORY_UNAVAILABLE);
    submit("one", "two");
    tracker.onEcho(echo(RoomName.LOBBY, "one", 1));

    assertEquals(
        List.of("one"),
        tracker.takeUncertain(none -> false).stream()
            .map(message -> message.text().value())
            .toList());
    tracker.requeueSent();
    assertEquals(List.of("two"), takeUnsentTexts());
  }

  /** Some servers change texts and assign no message ids. */
  @Test
  void echo_without_id_matches_any_text() {
    submit("one", "two");
    tracker.onEcho(new ServerMessage.Chatted(SELF, Text.sanitize("ONE")));
    tracker.requeueSent();

    assertEquals(List.of("two"), takeUnsentTexts());
  }

  @Test
  void echo_with_id_matches_equal_text_only() {
    submit("one");
    tracker.onEcho(echo(RoomName.LOBBY, "other", 1));

    assertEquals(1, tracker.size());
  }

  @Test
  void sent_private_messages_are_removed_after_connection_loss() {
    submit("one");
    submitPrivate("psst");
    tracker.onConnectionLost();
    submitPrivate("later");

    assertEquals(
        List.of("psst"),
        tracker.takeSent(OutgoingMessage::isPrivate).stream()
            .map(message -> message.text().value())
            .toList());
    tracker.requeueSent();
    assertEquals(List.of("one", "later"), takeUnsentTexts());
  }

  @Test
  void unsent_texts_of_lost_room_are_removed() {
    submitTo(GARDEN, "one");
    tracker.onConnectionLost();
    submitTo(GARDEN, "two");
    submit("three");

    assertEquals(
        List.of("two"),
        tracker.takeUnsent(message -> message.room().isSame(GARDEN)).stream()
            .map(message -> message.text().value())
            .toList());
    assertEquals(2, tracker.size());
  }

  @Test
  void drop_oldest_removes_oldest_text() {
    submit("one", "two");
    tracker.dropOldest();
    tracker.requeueSent();

    assertEquals(List.of("two"), takeUnsentTexts());
  }

  @Test
  void full_tracker_rejects_texts_until_an_echo_arrives() {
    submit("1", "2", "3", "4", "5");
    assertEquals(DeliveryTracker.Submission.FULL, tracker.submit(chat(RoomName.LOBBY, "6")));
    long before = tracker.changes();

    tracker.onEcho(echo(RoomName.LOBBY, "1", 1));

    assertTrue(tracker.changes() > before);
    assertEquals(DeliveryTracker.Submission.SEND, tracker.submit(chat(RoomName.LOBBY, "6")));
  }

  /** Many unanswered texts show that the server reads slowly; a few are just on their way. */
  @Test
  void many_unanswered_texts_wait() {
    DeliveryTracker large = new DeliveryTracker(100, true);
    for (int i = 0; i < 10; i++) {
      assertEquals(DeliveryTracker.Submission.SEND, large.submit(chat(RoomName.LOBBY, "hi")));
    }
    assertEquals(0, large.waitingCount());

    assertEquals(DeliveryTracker.Submission.SEND, large.submit(chat(RoomName.LOBBY, "hi")));
    assertEquals(11, large.waitingCount());
    large.onConnectionLost();
    assertEquals(DeliveryTracker.Submission.QUEUED, large.submit(chat(RoomName.LOBBY, "hi")));
    assertEquals(12, large.waitingCount());
  }

  @Test
  void open_fails_while_texts_are_unsent() {
    tracker.onConnectionLost();
    submit("one");

    assertThrows(IllegalStateException.class, tracker::open);
    assertFalse(tracker.isOpen());
    assertEquals(1, tracker.unsentCount());
  }

  @Test
  void written_text_is_forgotten_when_server_sends_no_echo() {
    DeliveryTracker silent = new DeliveryTracker(5, false);
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
  void unwritten_texts_are_resent_when_server_sends_no_echo() {
    DeliveryTracker silent = new DeliveryTracker(5, false);
    assertEquals(DeliveryTracker.Submission.SEND, silent.submit(chat(RoomName.LOBBY, "one")));
    assertEquals(DeliveryTracker.Submission.SEND, silent.submit(chat(RoomName.LOBBY, "two")));
    silent.onConnectionLost();
    assertEquals(DeliveryTracker.Submission.QUEUED, silent.submit(chat(RoomName.LOBBY, "three")));
    assertEquals(3, silent.unsentCount());

    assertEquals("one", silent.takeNext().orElseThrow().text().value());
    silent.onConnectionLost(); // before the text is written
    assertEquals("one", silent.takeNext().orElseThrow().text().value());
    silent.onWritten(chat(RoomName.LOBBY, "one"));
    silent.onConnectionLost();
    assertEquals("two", silent.takeNext().orElseThrow().text().value());
  }

  private void submit(String... texts) {
    for (String text : texts) {
      submitTo(RoomName.LOBBY, text);
    }
  }

  private void submitTo(RoomName room, String text) {
    if (tracker.submit(chat(room, text)) == DeliveryTracker.Submission.SEND) {
      sent.add(text);
    }
  }

  private void submitPrivate(String text) {
    OutgoingMessage message =
        new OutgoingMessage(
            RoomName.LOBBY,
            new ClientMessage.PrivateMessage("leslie", text),
            new ServerMessage.PrivateMessage(SELF, LESLIE, Text.sanitize(text)));
    assertNotEquals(DeliveryTracker.Submission.FULL, tracker.submit(message));
  }

  private void refuse(Problem.Code code) {
    tracker.onRefused(new Problem(code, "No."));
  }

  private List<String> takeUnsentTexts() {
    List<String> texts = new ArrayList<>();
    Optional<OutgoingMessage> next = tracker.takeNext();
    while (next.isPresent()) {
      texts.add(next.get().text().value());
      next = tracker.takeNext();
    }
    return texts;
  }

  private static OutgoingMessage chat(RoomName room, String text) {
    return new OutgoingMessage(
        room, new ClientMessage.Chat(text), new ServerMessage.Chatted(SELF, Text.sanitize(text)));
  }

  private static ServerMessage echo(RoomName room, String text, long id) {
    return new ServerMessage.Chatted(
        SELF, Text.sanitize(text), new Stamp(room, Instant.EPOCH).withId(id));
  }
}
