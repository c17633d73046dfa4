package io.parley.client;

import io.parley.client.command.CommandCompleter;
import io.parley.client.command.CommandHandler;
import io.parley.client.command.UserCommand;
import io.parley.client.local.StorageQueue;
import io.parley.client.local.StorageReply;
import io.parley.client.local.StorageRequest;
import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The client: owns its whole state. Keyboard, socket and timers only send it messages, and it never
 * waits for any of them, nor for the screen or the disk.
 *
 * <p>Its parts are plain objects: {@link InputGate} admits the typed lines, {@link
 * ConnectionLifecycle} connects and reconnects, {@link FrameScheduler} draws, and {@link
 * ShutdownSequence} ends. After a message that may have changed something, {@link #settle} lets
 * each of them do what has become possible. So:
 *
 * <ol>
 *   <li>A line is read only when everything before it was taken by the connection; a script's line
 *       also only while few answers are missing.
 *   <li>The socket is read only while the screen keeps up.
 *   <li>The end of a connection is handled when all messages from it are drawn.
 * </ol>
 */
final class ClientActor extends AbstractBehavior<ClientActor.Command> {

  /** A message to the client's actor. */
  sealed interface Command permits LocalCommand, ConnectionEvent {}

  /** A message of the keyboard, of the screen, or of a timer for them. */
  sealed interface LocalCommand extends Command {}

  /** The client may read input. */
  record StartInput() implements LocalCommand {}

  record LineTyped(UserCommand command) implements LocalCommand {}

  /**
   * There is no more input, or the user leaves.
   *
   * @param reason why, for the other people; empty if none is given
   */
  record InputEnded(Optional<String> reason) implements LocalCommand {
    InputEnded() {
      this(Optional.empty());
    }
  }

  record InputFailed() implements LocalCommand {}

  /** A key of the terminal asks for older messages. */
  record OlderPageRequested() implements LocalCommand {}

  /** A key of the terminal selects a window; the reply is whether it is selected. */
  record SelectWindow(RoomName window, ActorRef<Boolean> replyTo) implements LocalCommand {}

  /** The terminal requests completions of a word. */
  record Complete(String typed, ActorRef<Candidates> replyTo) implements LocalCommand {}

  /** The completions of the last word, the best first. */
  record Candidates(List<String> words) {}

  record Drawn() implements LocalCommand {}

  record DrawFailed(String reason) implements LocalCommand {}

  /** The interval between two frames is over. */
  record FrameDue() implements LocalCommand {}

  record RefreshDue() implements LocalCommand {}

  /** A request to the storage is carried out. */
  record StorageReplied(StorageReply reply) implements LocalCommand {}

  /**
   * The screen shows another window, or is scrolled.
   *
   * @param newest the window whose newest line is shown
   */
  record ViewChanged(Optional<RoomName> newest) implements LocalCommand {}

  /** A read mark may be sent. */
  record ReadMarkDue() implements LocalCommand {}

  /** A command has waited too long. */
  record CommandTimeout() implements LocalCommand {}

  /** The answers to a script's lines have been missing for a long time. */
  record AnswersLate() implements LocalCommand {}

  record ShutdownTimeout(ShutdownSequence.Deadline deadline) implements LocalCommand {}

  /** What remains is not drawn or not kept in time. */
  private record EndTimeout() implements LocalCommand {}

  /** One timer each. */
  enum TimerKey {
    FRAME,
    REFRESH,
    HEARTBEAT,
    REJOIN,
    REJOIN_RETRY,
    RESEND,
    REGISTRATION,
    OFFER,
    RECONNECT,
    COMMAND,
    ANSWERS_LATE,
    READ_MARK,
    SHUTDOWN,
    END
  }

  private final ClientSetup setup;
  private final TimerScheduler<Command> timers;
  private final CommandHandler commands;
  private final CommandCompleter completer;
  private final ShutdownSequence shutdown;
  private final InputGate input;
  private final ConnectionLifecycle connection;
  private final FrameScheduler frames;
  private final ReadMarkSender readMarks;
  private final RoomKeeper roomKeeper;
  private final Optional<ActorRef<StorageRequest>> storage;
  private Optional<Integer> finalStatus = Optional.empty();

  private ClientActor(
      ActorContext<Command> context, TimerScheduler<Command> timers, ClientSetup setup) {
    super(context);
    this.setup = setup;
    this.timers = timers;
    this.commands = setup.commandHandler();
    this.completer = setup.completer();
    this.shutdown =
        new ShutdownSequence(
            setup.traits(),
            setup.state(),
            setup.outbox(),
            setup.updates(),
            setup.settings().lingerTimeout(),
            setup.trust().isEmpty(),
            timers);
    this.input = new InputGate(setup, shutdown, timers, setup.spawnInput(context));
    this.connection = new ConnectionLifecycle(setup, shutdown, context, timers);
    this.frames = new FrameScheduler(setup, timers, setup.spawnScreen(context));
    this.readMarks =
        new ReadMarkSender(
            setup.traits(),
            setup.state(),
            setup.outbox(),
            setup.updates(),
            timers,
            System::nanoTime);
    this.roomKeeper = new RoomKeeper(setup.state(), setup.keptRooms());
    this.storage = setup.spawnStorage(context);
  }

  /** The client; it connects at once. */
  static Behavior<Command> create(ClientSetup setup) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  ClientActor client = new ClientActor(context, timers, setup);
                  client.frames.publishSnapshot();
                  client.connection.connect();
                  return client;
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ConnectionEvent.BytesReceived.class, this::onBytesReceived)
        .onMessage(ConnectionEvent.class, this::onConnectionEvent)
        .onMessage(StartInput.class, this::onStartInput)
        .onMessage(LineTyped.class, this::onLineTyped)
        .onMessage(InputEnded.class, this::onInputEnded)
        .onMessage(InputFailed.class, this::onInputFailed)
        .onMessage(OlderPageRequested.class, this::onOlderPageRequested)
        .onMessage(SelectWindow.class, this::onSelectWindow)
        .onMessage(Complete.class, this::onComplete)
        .onMessage(StorageReplied.class, this::onStorageReplied)
        .onMessage(CommandTimeout.class, this::onCommandTimeout)
        .onMessage(AnswersLate.class, this::onAnswersLate)
        .onMessage(Drawn.class, this::onDrawn)
        .onMessage(ViewChanged.class, this::onViewChanged)
        .onMessage(ReadMarkDue.class, this::onReadMarkDue)
        .onMessage(DrawFailed.class, this::onDrawFailed)
        .onMessage(FrameDue.class, this::onFrameDue)
        .onMessage(RefreshDue.class, this::onRefreshDue)
        .onMessage(ShutdownTimeout.class, this::onShutdownTimeout)
        .onMessage(EndTimeout.class, this::onEndTimeout)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  /** Only the heartbeat counts the bytes; what they contain is another message. */
  private Behavior<Command> onBytesReceived(ConnectionEvent.BytesReceived event) {
    event.accept(connection);
    return this;
  }

  private Behavior<Command> onConnectionEvent(ConnectionEvent event) {
    event.accept(connection);
    return setup.connected().isCompletedExceptionally() ? Behaviors.stopped() : settle();
  }

  private Behavior<Command> onStartInput(StartInput start) {
    input.start();
    frames.startRefresh();
    return settle();
  }

  private Behavior<Command> onLineTyped(LineTyped line) {
    input.onLineTyped(line.command());
    return settle();
  }

  private Behavior<Command> onInputEnded(InputEnded end) {
    input.onInputEnded();
    if (!shutdown.isLeaving()) {
      shutdown.onInputEnded(end.reason());
    }
    return settle();
  }

  private Behavior<Command> onInputFailed(InputFailed failure) {
    shutdown.onInputFailed();
    return settle();
  }

  private Behavior<Command> onOlderPageRequested(OlderPageRequested key) {
    commands.showOlderPage();
    return settle();
  }

  /** The snapshot precedes the reply: the key draws the windows as soon as it has the reply. */
  private Behavior<Command> onSelectWindow(SelectWindow key) {
    boolean selected = commands.switchRoom(key.window());
    frames.publishSnapshot();
    key.replyTo().tell(selected);
    return settle();
  }

  private Behavior<Command> onComplete(Complete request) {
    request.replyTo().tell(new Candidates(completer.candidates(request.typed())));
    return this;
  }

  private Behavior<Command> onStorageReplied(StorageReplied event) {
    setup.state().storage().onReply(event.reply());
    event.reply().page().map(setup.reducer()::onKeptPage).ifPresent(setup.updates()::addAll);
    return settle();
  }

  private Behavior<Command> onCommandTimeout(CommandTimeout timeout) {
    input.onCommandTimeout();
    return settle();
  }

  private Behavior<Command> onAnswersLate(AnswersLate late) {
    input.onAnswersLate();
    return settle();
  }

  private Behavior<Command> onDrawn(Drawn event) {
    frames.onDrawn();
    readMarks.onDrawn();
    return settle();
  }

  private Behavior<Command> onViewChanged(ViewChanged event) {
    readMarks.onView(event.newest());
    return settle();
  }

  private Behavior<Command> onReadMarkDue(ReadMarkDue event) {
    readMarks.onDue();
    return settle();
  }

  private Behavior<Command> onDrawFailed(DrawFailed event) {
    frames.onDrawFailed();
    shutdown.onDrawFailed(event.reason());
    connection.session().ifPresent(session -> session.abort(event.reason()));
    return settle();
  }

  private Behavior<Command> onFrameDue(FrameDue event) {
    frames.onFrameDue();
    return settle();
  }

  private Behavior<Command> onRefreshDue(RefreshDue event) {
    frames.onRefreshDue();
    return settle();
  }

  private Behavior<Command> onShutdownTimeout(ShutdownTimeout timeout) {
    shutdown.onTimeout(timeout.deadline());
    return settle();
  }

  private Behavior<Command> onEndTimeout(EndTimeout timeout) {
    return end();
  }

  /** If a failure stops the actor, the program must not wait without end. */
  private Behavior<Command> onPostStop(PostStop signal) {
    IllegalStateException stopped = new IllegalStateException("the client has stopped");
    setup.connected().completeExceptionally(stopped);
    setup.exitStatus().completeExceptionally(stopped);
    return this;
  }

  /** Does what a message has made possible. */
  private Behavior<Command> settle() {
    if (finalStatus.isEmpty()) {
      advance();
    }
    advanceStorage();
    frames.publishSnapshot();
    if (frames.drawNext()) {
      readMarks.onFrameBegun();
    }
    if (!setup.updates().isFull()) {
      connection.session().ifPresent(ServerSession::permitNextBatch);
    }
    boolean done = frames.isDrawn() && setup.state().storage().isIdle();
    return finalStatus.isPresent() && done ? end() : this;
  }

  /** Gives the storage its next request; the disk may take its time. */
  private void advanceStorage() {
    StorageQueue requests = setup.state().storage();
    storage.ifPresent(actor -> requests.takeNext().ifPresent(actor::tell));
    requests.takeProblems().forEach(setup.updates()::showDiagnostic);
  }

  private void advance() {
    connection.advanceEnd(frames.isDrawn());
    if (!shutdown.isLeaving()) {
      roomKeeper.advance();
    }
    connection.session().ifPresent(ServerSession::resendNext);
    shutdown.advance();
    if (!shutdown.isLeaving()) {
      if (input.tryCommand()) {
        connection.connect();
      }
      input.permitNextLine();
      input.showQuestion();
      connection.session().ifPresent(ServerSession::resendNext); // new input may have to be sent
      readMarks.advance();
      requestConversations();
    }
    connection.session().ifPresent(ServerSession::offerNext);
    if (shutdown.closesConnection()) {
      connection.session().ifPresent(ServerSession::finishWhenSent);
    }
    shutdown.status().ifPresent(status -> beginEnd());
  }

  /** Sends the questions of windows for earlier private messages. */
  private void requestConversations() {
    ClientState state = setup.state();
    if (state.registration().isRegistered() && state.delivery().isOpen()) {
      state
          .queryHistory()
          .takeRequests()
          .forEach(request -> setup.outbox().add(new ClientMessage.RequestMessage(request)));
    }
  }

  /** The exit status is known: draws and keeps what remains, for a limited time. */
  private void beginEnd() {
    finalStatus = Optional.of(shutdown.finalStatus());
    setup.updates().close();
    timers.startSingleTimer(TimerKey.END, new EndTimeout(), setup.settings().lingerTimeout());
  }

  private Behavior<Command> end() {
    connection.session().ifPresent(ServerSession::finish);
    finalStatus.ifPresent(setup.exitStatus()::complete);
    return Behaviors.stopped();
  }
}
