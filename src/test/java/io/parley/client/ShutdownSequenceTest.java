package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
  private static final ServerMessage ECHO =
      new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize("hi"));
  private static final ShutdownSequence.Deadline SETTLED = ShutdownSequence.Deadline.SETTLED;

  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final ActorParts parts = new ActorParts();

  @Test
  void script_waits_as_long_as_answers_arrive() {
    ClientSetup setup = registered(FakeScreen.script());
    setup.state().answers().onTextSent();
    setup.state().answers().onTextSent();
    ShutdownSequence shutdown = parts.shutdown(setup);
    shutdown.onInputEnded(Optional.empty());
    assertEquals(List.of(SETTLED), startedDeadlines());

    setup.state().answers().onMessage(ECHO, setup.state().self());
    shutdown.advance();
    assertEquals(List.of(SETTLED), startedDeadlines());
    shutdown.advance();
    assertEquals(List.of(), startedDeadlines());
    shutdown.onTimeout(SETTLED);

    assertEquals(Optional.of(ChatClient.LOST), shutdown.status());
  }

  /** A server that asks for less is left alone for longer than a script waits for answers. */
  @Test
  void script_waits_for_the_next_attempt_to_connect() {
    ClientSetup setup = registered(FakeScreen.script());
    setup.state().onConnectionLost();
    ShutdownSequence shutdown = parts.shutdown(setup);
    shutdown.onInputEnded(Optional.empty());
    shutdown.onTimeout(SETTLED);

    assertFalse(shutdown.isLeaving());
    assertEquals(List.of(SETTLED, SETTLED), startedDeadlines());
  }

  @Test
  void person_does_not_wait_for_a_long_queue() {
    ClientSetup setup = registered(FakeScreen.interactive());
    setup.state().onConnectionLost();
    setup.state().connection().onConnecting();
    setup.state().connection().onConnected();
    setup.state().connection().onRegistered();
    ShutdownSequence shutdown = parts.shutdown(setup);
    shutdown.onInputEnded(Optional.empty());
    for (int i = 0; i < 20; i++) {
      setup.state().delivery().onEcho(ECHO);
      shutdown.advance();
    }
    assertEquals(10, startedDeadlines().size());
    shutdown.onTimeout(ShutdownSequence.Deadline.OPEN);

    assertTrue(shutdown.isLeaving());
  }

  /** A line of the chat after the notice would remove it from the screen. */
  @Test
  void unsent_texts_are_reported_last() {
    ClientSetup setup = registered(FakeScreen.interactive());
    setup.state().onConnectionLost();
    OutgoingMessage text =
        new OutgoingMessage(
            RoomName.LOBBY, new ClientMessage.Chat("hi"), (ServerMessage.Chatted) ECHO);
    assertEquals(DeliveryTracker.Submission.QUEUED, setup.state().delivery().submit(text));
    ShutdownSequence shutdown = parts.shutdown(setup);
    shutdown.onInputEnded(Optional.empty());
    assertEquals(0, setup.state().delivery().unsentCount());
    assertTrue(setup.updates().isEmpty());

    assertEquals(ChatClient.LOST, shutdown.finalStatus());

    assertEquals(
        List.of(new ScreenUpdate.Diagnostic("this was not sent: hi")), setup.updates().take());
  }

  /** The lines of the chat are gone with the windows. */
  @Test
  void reason_of_the_server_is_shown_after_the_windows() {
    ClientSetup setup =
        ActorParts.setup(testKit, new FakeScreen(new ScreenTraits(true, true)), Optional.empty());
    Problem problem = new Problem(Problem.Code.TOO_MANY_FROM_ADDRESS, "Close one first.");

    parts.shutdown(setup).onConnectionEnded("chat:3490", Optional.empty(), Optional.of(problem));

    assertEquals(
        List.of(new ScreenUpdate.Diagnostic("chat:3490 closed the connection: Close one first.")),
        setup.updates().take());
  }

  @Test
  void reason_of_the_user_is_sent_where_the_dialect_has_one() {
    try (ClientTestKit prompt = new ClientTestKit("prompt");
        ClientTestKit plain = new ClientTestKit("plain")) {
      assertEquals(
          Optional.of(new ClientMessage.Quit(Optional.of("lunch"))), goodbye(prompt, "lunch"));
      assertEquals(Optional.of(new ClientMessage.Quit()), goodbye(plain, "lunch"));
    }
  }

  private Optional<ClientMessage> goodbye(ClientTestKit kit, String reason) {
    ClientSetup setup = registered(kit, FakeScreen.interactive());
    setup.state().registration().onGuestRegistered();
    parts.shutdown(setup).onInputEnded(Optional.of(reason));
    return setup.outbox().offerNext();
  }

  private static ClientSetup registered(FakeScreen screen) {
    return registered(testKit, screen);
  }

  private static ClientSetup registered(ClientTestKit kit, FakeScreen screen) {
    ClientSetup setup = ActorParts.setup(kit, screen, Optional.empty());
    setup.state().connection().onConnected();
    setup.state().connection().onRegistered();
    setup.state().answers().onRegistered();
    return setup;
  }

  private List<ShutdownSequence.Deadline> startedDeadlines() {
    return parts.startedTimers().stream()
        .map(timer -> ((ClientActor.ShutdownTimeout) timer).deadline())
        .toList();
  }
}
