package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.command.CommandTable;
import io.parley.client.delivery.AnswerTracker;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InputGateTest {
  @AutoClose private static final ClientTestKit testKit = new ClientTestKit();

  private final ActorParts parts = new ActorParts();

  @Test
  void line_is_permitted_when_connection_has_taken_the_line_before() {
    ClientSetup setup = setup(FakeScreen.interactive(), Optional.empty());
    InputGate gate = start(setup);
    assertTrue(isPermitted(gate));
    type(gate, "hello");
    assertFalse(isPermitted(gate), "the outbox is not empty");

    takeAll(setup);

    assertTrue(isPermitted(gate));
    assertFalse(isPermitted(gate), "one line, one permit");
  }

  @Test
  void no_line_is_read_before_first_connection() {
    ClientSetup setup = ActorParts.setup(testKit, FakeScreen.interactive(), Optional.empty());
    InputGate gate = gate(setup);
    gate.start();
    assertFalse(isPermitted(gate));

    setup.state().connection().onConnected();

    assertTrue(isPermitted(gate));
  }

  @Test
  void script_joins_its_room_before_its_first_line() {
    ClientSetup setup = setup(FakeScreen.script(), Optional.of("garden"));
    InputGate gate = start(setup);
    assertFalse(isPermitted(gate));

    assertFalse(gate.tryCommand());

    assertEquals(
        Optional.of(new ClientMessage.RequestMessage(new Request.Join("garden"))),
        setup.outbox().offerNext());
  }

  @Test
  void script_reports_late_answers_once_and_reads_on_when_they_arrive() {
    ClientSetup setup = setup(FakeScreen.script(), Optional.empty());
    InputGate gate = start(setup);
    assertTrue(isPermitted(gate));
    for (int i = 0; i < AnswerTracker.MAX_WINDOW; i++) {
      setup.state().answers().onTextSent();
    }
    type(gate, "/ignore");
    assertFalse(isPermitted(gate));
    assertFalse(isPermitted(gate));
    assertEquals(List.of(new ClientActor.AnswersLate()), parts.startedTimers());
    setup.updates().take();

    gate.onAnswersLate();

    assertEquals(1, setup.updates().take().size());
    setup.state().answers().onConnectionLost(); // no answer is expected any more
    assertTrue(isPermitted(gate));
  }

  /** The user sees which lines are confirmed, and must be able to type on. */
  @Test
  void interactive_line_is_permitted_while_many_answers_are_missing() {
    ClientSetup setup = setup(FakeScreen.interactive(), Optional.empty());
    InputGate gate = start(setup);
    for (int i = 0; i < AnswerTracker.MAX_WINDOW; i++) {
      setup.state().answers().onTextSent();
    }
    assertFalse(setup.state().answers().hasWindow());

    assertTrue(isPermitted(gate));

    assertEquals(List.of(), parts.startedTimers());
  }

  @Test
  void command_that_waits_too_long_ends_the_client() {
    ClientSetup setup = ActorParts.setup(testKit, FakeScreen.script(), Optional.empty());
    setup.state().connection().onConnected();
    ShutdownSequence shutdown = parts.shutdown(setup);
    InputGate gate = new InputGate(setup, shutdown, parts.timers(), parts.permits.getRef());
    gate.start();
    type(gate, "/rooms"); // waits for the registration
    assertEquals(List.of(new ClientActor.CommandTimeout()), parts.startedTimers());
    assertFalse(gate.tryCommand());
    assertEquals(List.of(), parts.startedTimers(), "the deadline counts from the first try");

    gate.onCommandTimeout();

    assertEquals(Optional.of(ChatClient.LOST), shutdown.status());
    assertTrue(setup.updates().take().get(0) instanceof ScreenUpdate.Diagnostic);
  }

  @Test
  void end_of_input_drops_command_that_waits() {
    ClientSetup setup = ActorParts.setup(testKit, FakeScreen.script(), Optional.empty());
    setup.state().connection().onConnected();
    InputGate gate = gate(setup);
    gate.start();
    type(gate, "/rooms");
    register(setup);

    gate.onInputEnded();

    assertFalse(gate.tryCommand());
    assertTrue(setup.outbox().isEmpty());
  }

  private ClientSetup setup(FakeScreen screen, Optional<String> room) {
    ClientSetup setup = ActorParts.setup(testKit, screen, room);
    setup.state().connection().onConnected();
    register(setup);
    return setup;
  }

  private InputGate start(ClientSetup setup) {
    InputGate gate = gate(setup);
    gate.start();
    return gate;
  }

  private InputGate gate(ClientSetup setup) {
    return new InputGate(setup, parts.shutdown(setup), parts.timers(), parts.permits.getRef());
  }

  private static void register(ClientSetup setup) {
    setup.state().registration().onMessage(new ServerMessage.Welcomed(setup.state().self()));
    setup.state().connection().onRegistered();
  }

  private static void type(InputGate gate, String line) {
    gate.onLineTyped(new CommandTable().parse(line));
    assertFalse(gate.tryCommand());
  }

  private boolean isPermitted(InputGate gate) {
    gate.permitNextLine();
    boolean permitted = parts.permits.hasMessages();
    parts.permits.getAllReceived();
    return permitted;
  }

  private static void takeAll(ClientSetup setup) {
    while (setup.outbox().offerNext().isPresent()) {
      setup.outbox().onAccepted().ifPresent(setup.state().delivery()::onWritten);
    }
  }
}
