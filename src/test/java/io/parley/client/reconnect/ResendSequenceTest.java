package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientTestKit;
import io.parley.client.delivery.AnswerTracker;
import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.Outbox;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResendSequenceTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final RoomName SHED = RoomName.sanitize("shed");

  private final ClientState state = testKit.state("pat");
  private final Outbox outbox = new Outbox();

  @BeforeEach
  void loseConnection() {
    List.of(RoomName.LOBBY, GARDEN, SHED).forEach(state.rooms()::onJoined);
    state.onConnectionLost();
  }

  @Test
  void second_loss_during_resend_resends_sent_and_unsent_texts_in_order() {
    submit(RoomName.LOBBY, "one");
    submit(RoomName.LOBBY, "two");
    ResendSequence interrupted = sequence();
    assertEquals(List.of(), interrupted.advance());
    assertEquals(Optional.of(chat("one")), outbox.offerNext());

    state.onConnectionLost();
    outbox.clear();
    state.delivery().requeueSent();
    submit(RoomName.LOBBY, "three");
    ResendSequence next = sequence();

    assertEquals(
        List.of(chat("one"), chat("two"), chat("three"), join(SHED)), // the current room
        sendUntilAwaited(next));
  }

  @Test
  void second_loss_during_selection_selects_the_room_again() {
    submit(GARDEN, "tea?");
    ResendSequence interrupted = sequence();
    assertEquals(List.of(join(GARDEN)), sendUntilAwaited(interrupted));

    state.onConnectionLost();
    outbox.clear();
    state.delivery().requeueSent();
    ResendSequence next = sequence();
    assertEquals(List.of(join(GARDEN)), sendUntilAwaited(next));
    assertFalse(next.isDone());

    assertTrue(state.serverSwitch().complete(GARDEN));
    assertEquals(List.of(chat("tea?"), join(SHED)), sendUntilAwaited(next));
  }

  @Test
  void late_timeout_of_earlier_selection_does_not_refuse_the_awaited_one() {
    submit(GARDEN, "tea?");
    submit(SHED, "rake?");
    ResendSequence sequence = sequence();
    assertEquals(List.of(join(GARDEN)), sendUntilAwaited(sequence));
    int first = sequence.awaitedStep().orElseThrow();
    assertTrue(state.serverSwitch().complete(GARDEN));
    assertEquals(List.of(chat("tea?"), join(SHED)), sendUntilAwaited(sequence));
    int second = sequence.awaitedStep().orElseThrow();

    sequence.onTimeout(first);
    assertEquals(List.of(), sequence.advance());
    assertEquals(Optional.of(second), sequence.awaitedStep());
    sequence.onTimeout(second);

    assertEquals(
        List.of("rake?"), sequence.advance().stream().map(text -> text.text().value()).toList());
    assertTrue(sequence.isDone());
  }

  /** The server may have ended the connection because it got too much. */
  @Test
  void texts_are_sent_no_further_ahead_than_the_window() {
    for (int i = 0; i < AnswerTracker.MAX_WINDOW + 2; i++) {
      submit(RoomName.LOBBY, "hi");
    }
    ResendSequence sequence = sequence();
    assertEquals(AnswerTracker.MAX_WINDOW, sendUntilAwaited(sequence).size());

    state
        .answers()
        .onMessage(
            new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize("hi")), state.self());

    assertEquals(List.of(chat("hi")), sendUntilAwaited(sequence));
    assertFalse(sequence.isDone());
  }

  @Test
  void texts_are_sent_when_the_ones_before_are_not_answered_in_time() {
    for (int i = 0; i < AnswerTracker.MAX_WINDOW + 2; i++) {
      submit(RoomName.LOBBY, "hi");
    }
    ResendSequence sequence = sequence();
    assertEquals(AnswerTracker.MAX_WINDOW, sendUntilAwaited(sequence).size());
    int step = sequence.awaitedStep().orElseThrow();

    sequence.onTimeout(step - 1);
    assertEquals(List.of(), sendUntilAwaited(sequence));
    sequence.onTimeout(step);

    assertEquals(List.of(chat("hi"), chat("hi"), join(SHED)), sendUntilAwaited(sequence));
  }

  private ResendSequence sequence() {
    return new ResendSequence(state, outbox, RoomName.LOBBY, true);
  }

  private void submit(RoomName room, String text) {
    ServerMessage.Chatted echo =
        new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize(text));
    assertEquals(
        DeliveryTracker.Submission.QUEUED,
        state.delivery().submit(new OutgoingMessage(room, chat(text), echo)));
  }

  /** The messages that are sent until the sequence is done or awaits the server. */
  private List<ClientMessage> sendUntilAwaited(ResendSequence sequence) {
    List<ClientMessage> sent = new ArrayList<>();
    assertEquals(List.of(), sequence.advance());
    for (Optional<ClientMessage> next = outbox.offerNext();
        next.isPresent();
        next = outbox.offerNext()) {
      sent.add(next.get());
      outbox.onAccepted().ifPresent(state.delivery()::onWritten);
      assertEquals(List.of(), sequence.advance());
    }
    return sent;
  }

  private static ClientMessage chat(String text) {
    return new ClientMessage.Chat(text);
  }

  private static ClientMessage join(RoomName room) {
    return new ClientMessage.RequestMessage(new Request.Join(room.value()));
  }
}
