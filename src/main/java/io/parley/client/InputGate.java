package io.parley.client;

import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandOutcome;
import io.parley.client.command.UserCommand;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.state.ConnectionPhase;
import io.parley.client.transport.ConnectionErrorMessages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Admits the input line by line: executes the command of a line, again and again while it must
 * wait, and then permits the next line. Owned by the client's actor.
 *
 * <ol>
 *   <li>At most one command waits, and at most one line is permitted.
 *   <li>A line is read only when the connection has taken everything before it. A script's line is
 *       also read only while few answers are missing.
 *   <li>A command that waits for answers or echoes has a deadline.
 * </ol>
 */
final class InputGate {
  private final ClientSetup setup;
  private final CommandHandler commands;
  private final ShutdownSequence shutdown;
  private final TimerScheduler<ClientActor.Command> timers;
  private final ActorRef<InputActor.ReadLine> input;
  private final Deque<UserCommand> initialJoins = new ArrayDeque<>();
  private Optional<UserCommand> waitingCommand = Optional.empty();
  private CommandOutcome lastOutcome = CommandOutcome.DONE;
  private long changesAtLastTry;
  private boolean owesPermit;

  /** Nothing is permitted yet. */
  InputGate(
      ClientSetup setup,
      ShutdownSequence shutdown,
      TimerScheduler<ClientActor.Command> timers,
      ActorRef<InputActor.ReadLine> input) {
    this.setup = setup;
    this.commands = setup.commandHandler();
    this.shutdown = shutdown;
    this.timers = timers;
    this.input = input;
  }

  /** Admits the first line; that of a script follows the joins of the rooms that it names. */
  void start() {
    if (!setup.traits().interactive()) {
      initialJoins.addAll(setup.initialJoins());
    }
    beginNext();
  }

  private void beginNext() {
    waitingCommand = Optional.ofNullable(initialJoins.poll());
    owesPermit = waitingCommand.isEmpty();
  }

  void onLineTyped(UserCommand command) {
    waitingCommand = Optional.of(command);
  }

  /** There is no more input: drops the command that waits. */
  void onInputEnded() {
    waitingCommand = Optional.empty();
    initialJoins.clear();
  }

  /**
   * Tries the command that waits.
   *
   * @return whether the command needs a new connection
   */
  boolean tryCommand() {
    CommandOutcome outcome = CommandOutcome.DONE;
    while (outcome == CommandOutcome.DONE && waitingCommand.isPresent()) {
      outcome = waitingCommand.get().accept(commands);
      if (outcome == CommandOutcome.DONE || outcome == CommandOutcome.RECONNECT) {
        timers.cancel(ClientActor.TimerKey.COMMAND);
        beginNext();
      } else {
        limitWait(outcome);
      }
      lastOutcome = outcome;
    }
    return outcome == CommandOutcome.RECONNECT;
  }

  /** Permits the next line, if the last one is done and the line can be sent. */
  void permitNextLine() {
    if (owesPermit && mayReadLine()) {
      owesPermit = false;
      timers.cancel(ClientActor.TimerKey.ANSWERS_LATE);
      input.tell(new InputActor.ReadLine(setup.state().passwordQuestions().takeUnshown()));
    }
  }

  /** Shows a question for a password while a line is being read; else the next permit has it. */
  void showQuestion() {
    if (!owesPermit && waitingCommand.isEmpty()) {
      setup
          .state()
          .passwordQuestions()
          .takeUnshown()
          .map(ScreenUpdate.PasswordAsked::new)
          .ifPresent(setup.updates()::add);
    }
  }

  /** The command has waited too long. */
  void onCommandTimeout() {
    if (lastOutcome == CommandOutcome.AWAIT_ANSWERS) {
      commands.skipAnswers();
    } else {
      shutdown.onInputStalled(setup.settings().stallTimeout());
    }
  }

  /** A script waits for answers for a long time. */
  void onAnswersLate() {
    String timeout = ConnectionErrorMessages.format(setup.settings().stallTimeout());
    setup
        .updates()
        .showDiagnostic("the server has confirmed no line for " + timeout + "; still waiting");
  }

  private void limitWait(CommandOutcome outcome) {
    long changes = setup.state().delivery().changes();
    boolean echoed = outcome == CommandOutcome.AWAIT_ECHOES && changes != changesAtLastTry;
    if (outcome == CommandOutcome.AWAIT_CONNECTION) {
      timers.cancel(ClientActor.TimerKey.COMMAND); // the reconnector gives up in time
    } else if (outcome != lastOutcome || echoed) {
      timers.startSingleTimer(
          ClientActor.TimerKey.COMMAND,
          new ClientActor.CommandTimeout(),
          setup.settings().stallTimeout());
    }
    changesAtLastTry = changes;
  }

  private boolean mayReadLine() {
    boolean isFirstAttempt =
        setup.state().connection().phase().equals(new ConnectionPhase.Connecting(0));
    if (isFirstAttempt || !setup.outbox().isEmpty() || setup.updates().isFull()) {
      return false;
    }
    boolean hasWindow = setup.traits().interactive() || setup.state().answers().hasWindow();
    if (!hasWindow && !timers.isTimerActive(ClientActor.TimerKey.ANSWERS_LATE)) {
      timers.startSingleTimer(
          ClientActor.TimerKey.ANSWERS_LATE,
          new ClientActor.AnswersLate(),
          setup.settings().stallTimeout());
    }
    return hasWindow;
  }
}
