package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.command.MessageSender;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final List<String> sent = new ArrayList<>();
  private final OutgoingQueue outgoing = new OutgoingQueue(5, true);

  @Test
  void what_came_back_is_done_and_the_rest_is_sent_again_before_what_was_typed_later() {
    say("one", "two", "three");
    outgoing.onEcho(echo(RoomName.LOBBY, "one", 1));
    outgoing.close();
    say("four");
    outgoing.onFoundInHistory(echo(RoomName.LOBBY, "two", 2));
    outgoing.requeueSent();

    assertEquals(List.of("one", "two", "three"), sent);
    assertEquals(List.of("three", "four"), rest());
    assertTrue(outgoing.open(outgoing.generation(), () -> true));
    say("five");
    assertEquals("five", sent.get(3));
    assertEquals(3, outgoing.size()); // none of them has come back
  }

  @Test
  void the_same_text_twice_is_two() {
    say("ok", "ok", "ok");
    outgoing.onFoundInHistory(echo(RoomName.LOBBY, "ok", 1));
    outgoing.close();
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
    assertTrue(outgoing.submit(emote, MessageSender::done).isPresent());

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
    outgoing.close();
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
    outgoing.close();
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
    outgoing.close();
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
    outgoing.close();
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
    assertTrue(outgoing.submit(chat(RoomName.LOBBY, "6"), MessageSender::done).isEmpty());
    CompletableFuture<Done> room =
        outgoing.whenChanged(Duration.ofMinutes(1)).toCompletableFuture();
    assertFalse(room.isDone());

    outgoing.onEcho(echo(RoomName.LOBBY, "1", 1));

    assertTrue(room.isDone());
    assertTrue(outgoing.submit(chat(RoomName.LOBBY, "6"), MessageSender::done).isPresent());
  }

  /** Or else what is sent over a connection that is gone would pass for sent over the next. */
  @Test
  void a_further_loss_ends_what_a_return_has_begun() {
    outgoing.close();
    say("one");
    long first = outgoing.generation();
    outgoing.close();

    assertEquals(Optional.empty(), outgoing.takeNext(first));
    assertFalse(outgoing.open(first, () -> true));
    assertEquals(1, outgoing.unsentCount());
  }

  /** It was opened by the return after that. */
  @Test
  void a_return_that_was_overtaken_opens_nothing() {
    outgoing.close();
    long first = outgoing.generation();
    outgoing.close();
    assertTrue(outgoing.open(outgoing.generation(), () -> true));

    assertFalse(outgoing.open(first, () -> true));
    assertTrue(outgoing.isOpen());
  }

  @Test
  void what_does_not_come_back_is_forgotten_when_it_is_sent() {
    OutgoingQueue silent = new OutgoingQueue(5, false);
    assertTrue(silent.submit(chat(RoomName.LOBBY, "one"), MessageSender::done).isPresent());
    assertEquals(0, silent.size());
    silent.close();
    assertTrue(silent.submit(chat(RoomName.LOBBY, "two"), MessageSender::done).isPresent());
    assertEquals(1, silent.unsentCount());

    silent.onWritten(silent.takeNext(silent.generation()).orElseThrow());
    assertEquals(0, silent.size());
  }

  @Test
  void what_did_not_go_out_is_sent_again_though_nothing_comes_back() {
    OutgoingQueue silent = new OutgoingQueue(5, false);
    CompletableFuture<Done> gone = CompletableFuture.failedFuture(new IllegalStateException());
    silent
        .submit(chat(RoomName.LOBBY, "one"), () -> gone)
        .orElseThrow()
        .toCompletableFuture()
        .join();
    assertTrue(silent.submit(chat(RoomName.LOBBY, "two"), () -> gone).isPresent());
    silent.close();
    assertTrue(silent.submit(chat(RoomName.LOBBY, "three"), MessageSender::done).isPresent());
    assertEquals(3, silent.unsentCount());

    assertEquals("one", silent.takeNext(silent.generation()).orElseThrow().text().value());
    silent.close(); // before it went out
    assertEquals("one", silent.takeNext(silent.generation()).orElseThrow().text().value());
    silent.onWritten(chat(RoomName.LOBBY, "one"));
    silent.close();
    assertEquals("two", silent.takeNext(silent.generation()).orElseThrow().text().value());
  }

  @Test
  void nothing_is_done_while_it_is_shut() {
    outgoing.close();

    assertTrue(outgoing.ifOpen(this::fail).isEmpty());
  }

  private CompletionStage<Done> fail() {
    throw new AssertionError();
  }

  private void say(String... texts) {
    for (String text : texts) {
      sayIn(RoomName.LOBBY, text);
    }
  }

  private void sayIn(RoomName room, String text) {
    assertTrue(
        outgoing
            .submit(
                chat(room, text),
                () -> {
                  sent.add(text);
                  return MessageSender.done();
                })
            .isPresent());
  }

  private void tell(String text) {
    OutgoingMessage utterance =
        new OutgoingMessage(
            RoomName.LOBBY,
            new ClientMessage.PrivateMessage("leslie", text),
            new ServerMessage.PrivateMessage(PAT, LESLIE, Text.sanitize(text)));
    assertTrue(outgoing.submit(utterance, MessageSender::done).isPresent());
  }

  private void refuse(Problem.Code code) {
    outgoing.onRefused(new Problem(code, "No."));
  }

  private List<String> rest() {
    List<String> rest = new ArrayList<>();
    Optional<OutgoingMessage> next = outgoing.takeNext(outgoing.generation());
    while (next.isPresent()) {
      rest.add(next.get().text().value());
      next = outgoing.takeNext(outgoing.generation());
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
