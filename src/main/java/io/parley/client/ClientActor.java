package io.parley.client;

import io.parley.client.command.CommandCompleter;
import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandOutcome;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.DeliveryNotices;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.Reconnector;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.reconnect.ResendSequence;
import io.parley.client.state.ClientState;
import io.parley.client.state.ConnectionPhase;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.ServerConnection;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.pekko.Done;
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
 * waits for any of them, nor for the screen.
 *
 * <p>After each message, {@link #settle} does what has become possible: resends, retries a command
 * that waits, offers the next message to the connection, publishes the snapshot, sends the next
 * frame to the screen, and permits the next line of input and the next batch of the socket. So:
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
  sealed interface Command {}

  /** The client may read input. */
  record StartInput() implements Command {}

  record LineTyped(UserCommand command) implements Command {}

  /** There is no more input, or the user leaves. */
  record InputEnded() implements Command {}

  record InputFailed() implements Command {}

  /** A key of the terminal asks for older messages. */
  record OlderPageRequested() implements Command {}

  /** A key of the terminal selects a window; the reply is whether it is selected. */
  record SelectWindow(RoomName window, ActorRef<Boolean> replyTo) implements Command {}

  /** The terminal requests completions of a word. */
  record Complete(String typed, ActorRef<Candidates> replyTo) implements Command {}

  /** The completions of the last word, the best first. */
  record Candidates(List<String> words) {}

  /** A stream of attempt {@code connection} is connected. */
  record Connected(long connection, UUID stream, ServerConnection server) implements Command {}

  record ConnectFailed(long connection, ConnectionFailedException failure) implements Command {}

  /** A stream waits for the permission to send. */
  record StreamStarted(UUID stream, ActorRef<StreamAck> ackTo) implements Command {}

  record BytesReceived(UUID stream) implements Command {}

  record MessagesReceived(
      UUID stream, List<DecodeResult<ServerMessage>> messages, ActorRef<StreamAck> ackTo)
      implements Command {}

  /** All messages of a stream were delivered. */
  record StreamCompleted(UUID stream) implements Command {}

  /** The server has closed its side, or the connection broke. */
  record Disconnected(UUID stream, Optional<Throwable> failure) implements Command {}

  /** The connection has taken the offered message, or is lost. */
  record MessageAccepted(UUID stream, boolean written) implements Command {}

  record Drawn() implements Command {}

  record DrawFailed(String reason) implements Command {}

  /** The interval between two frames is over. */
  private record FrameDue() implements Command {}

  private record RefreshDue() implements Command {}

  private record HeartbeatDue(UUID stream) implements Command {}

  private record RejoinTimeout(UUID stream, int progress) implements Command {}

  private record SelectionTimeout(UUID stream, int selection) implements Command {}

  private record RegistrationTimeout(UUID stream) implements Command {}

  private record GuestRegistered(UUID stream) implements Command {}

  private record OfferTimeout(UUID stream) implements Command {}

  private record ReconnectDue() implements Command {}

  private record CommandTimeout() implements Command {}

  private record AnswersLate() implements Command {}

  record ShutdownTimeout(ShutdownSequence.Deadline deadline) implements Command {}

  private record EndTimeout() implements Command {}

  /** The permission to send the next batch of messages. */
  enum StreamAck {
    INSTANCE
  }

  /** One timer each. */
  enum TimerKey {
    FRAME,
    REFRESH,
    HEARTBEAT,
    REJOIN,
    SELECTION,
    REGISTRATION,
    OFFER,
    RECONNECT,
    COMMAND,
    ANSWERS_LATE,
    SHUTDOWN,
    END
  }

  /** More frames are not visible, and would delay the next key. */
  private static final Duration FRAME_INTERVAL = Duration.ofMillis(40);

  private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

  /** The number of attempts during which the lost connection may still hold the nickname. */
  private static final int MAX_GHOST_ATTEMPTS = 8;

  private static final ClientMessage PING = new ClientMessage.Ping();

  private final ClientSetup setup;
  private final ClientState state;
  private final TimerScheduler<Command> timers;
  private final MessageReducer reducer;
  private final CommandHandler commands;
  private final CommandCompleter completer;
  private final Reconnector reconnector;
  private final ShutdownSequence shutdown;
  private final StreamOpener streams;
  private final ActorRef<ScreenActor.Draw> screen;
  private final ActorRef<InputActor.ReadLine> input;

  private final Map<UUID, ActorRef<StreamAck>> startedStreams = new HashMap<>();
  private Optional<ServerSession> session = Optional.empty();
  private Optional<ResendSequence> resend = Optional.empty();
  private long connectionNumber;
  private boolean streamCompleted;
  private Optional<Disconnected> disconnected = Optional.empty();
  private Optional<ActorRef<StreamAck>> unacknowledged = Optional.empty();

  /** The connection that the server ends because it rejected the nickname. */
  private Optional<UUID> abandoned = Optional.empty();

  private Optional<UserCommand> waitingCommand = Optional.empty();
  private CommandOutcome awaited = CommandOutcome.DONE;
  private long awaitedSince;
  private boolean owesPermit;
  private boolean drawing;
  private boolean frameDelayed;
  private Optional<Integer> finalStatus = Optional.empty();

  private ClientActor(
      ActorContext<Command> context, TimerScheduler<Command> timers, ClientSetup setup) {
    super(context);
    this.setup = setup;
    this.state = setup.state();
    this.timers = timers;
    this.reducer = setup.reducer();
    this.commands = setup.commandHandler();
    this.completer = setup.completer();
    this.reconnector = setup.reconnector();
    this.shutdown =
        new ShutdownSequence(
            setup.traits(),
            state,
            setup.outbox(),
            setup.updates(),
            setup.settings().lingerTimeout(),
            timers);
    this.streams = new StreamOpener(context, setup);
    this.screen = setup.spawnScreen(context);
    this.input = setup.spawnInput(context);
  }

  /** The client; it connects at once. */
  static Behavior<Command> create(ClientSetup setup) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  ClientActor client = new ClientActor(context, timers, setup);
                  client.publish();
                  client.connect();
                  return client;
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(StartInput.class, this::onStartInput)
        .onMessage(LineTyped.class, this::onLineTyped)
        .onMessage(InputEnded.class, this::onInputEnded)
        .onMessage(InputFailed.class, this::onInputFailed)
        .onMessage(OlderPageRequested.class, this::onOlderPageRequested)
        .onMessage(SelectWindow.class, this::onSelectWindow)
        .onMessage(Complete.class, this::onComplete)
        .onMessage(Connected.class, this::onConnected)
        .onMessage(ConnectFailed.class, this::onConnectFailed)
        .onMessage(StreamStarted.class, this::onStreamStarted)
        .onMessage(BytesReceived.class, this::onBytesReceived)
        .onMessage(MessagesReceived.class, this::onMessagesReceived)
        .onMessage(StreamCompleted.class, this::onStreamCompleted)
        .onMessage(Disconnected.class, this::onDisconnected)
        .onMessage(MessageAccepted.class, this::onMessageAccepted)
        .onMessage(Drawn.class, this::onDrawn)
        .onMessage(DrawFailed.class, this::onDrawFailed)
        .onMessage(FrameDue.class, this::onFrameDue)
        .onMessage(RefreshDue.class, this::onRefreshDue)
        .onMessage(HeartbeatDue.class, this::onHeartbeatDue)
        .onMessage(RejoinTimeout.class, this::onRejoinTimeout)
        .onMessage(SelectionTimeout.class, this::onSelectionTimeout)
        .onMessage(RegistrationTimeout.class, this::onRegistrationTimeout)
        .onMessage(GuestRegistered.class, this::onGuestRegistered)
        .onMessage(OfferTimeout.class, this::onOfferTimeout)
        .onMessage(ReconnectDue.class, this::onReconnectDue)
        .onMessage(CommandTimeout.class, this::onCommandTimeout)
        .onMessage(AnswersLate.class, this::onAnswersLate)
        .onMessage(ShutdownTimeout.class, this::onShutdownTimeout)
        .onMessage(EndTimeout.class, this::onEndTimeout)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  // Input

  private Behavior<Command> onStartInput(StartInput start) {
    waitingCommand =
        setup
            .room()
            .filter(room -> !setup.traits().interactive())
            .map(room -> new UserCommand.SendRequest(new Request.Join(room), "rooms"));
    owesPermit = waitingCommand.isEmpty();
    if (setup.traits().windows()) {
      timers.startTimerWithFixedDelay(TimerKey.REFRESH, new RefreshDue(), REFRESH_INTERVAL);
    }
    return settle();
  }

  private Behavior<Command> onLineTyped(LineTyped line) {
    waitingCommand = Optional.of(line.command());
    return settle();
  }

  private Behavior<Command> onInputEnded(InputEnded end) {
    waitingCommand = Optional.empty();
    if (!shutdown.isLeaving()) {
      shutdown.onInputEnded();
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

  private Behavior<Command> onSelectWindow(SelectWindow key) {
    boolean selected = commands.switchRoom(key.window());
    publish();
    key.replyTo().tell(selected);
    return settle();
  }

  private Behavior<Command> onComplete(Complete request) {
    request.replyTo().tell(new Candidates(completer.candidates(request.typed())));
    return this;
  }

  /** Tries the command that waits, and permits the next line when it is done. */
  private void advanceInput() {
    if (waitingCommand.isPresent()) {
      CommandOutcome outcome = waitingCommand.get().accept(commands);
      if (outcome == CommandOutcome.DONE || outcome == CommandOutcome.RECONNECT) {
        waitingCommand = Optional.empty();
        timers.cancel(TimerKey.COMMAND);
        owesPermit = true;
        if (outcome == CommandOutcome.RECONNECT) {
          connect();
        }
      } else {
        limitWait(outcome);
      }
      awaited = outcome;
    }
    if (owesPermit && mayReadLine()) {
      owesPermit = false;
      timers.cancel(TimerKey.ANSWERS_LATE);
      input.tell(InputActor.ReadLine.INSTANCE);
    }
  }

  private void limitWait(CommandOutcome outcome) {
    long changes = state.delivery().changes();
    boolean again = outcome == CommandOutcome.AWAIT_ECHOES && changes != awaitedSince;
    if (outcome == CommandOutcome.AWAIT_CONNECTION) {
      timers.cancel(TimerKey.COMMAND); // the reconnector gives up in time
    } else if (outcome != awaited || again) {
      timers.startSingleTimer(
          TimerKey.COMMAND, new CommandTimeout(), setup.settings().stallTimeout());
    }
    awaitedSince = changes;
  }

  private boolean mayReadLine() {
    boolean first = state.connection().phase().equals(new ConnectionPhase.Connecting(0));
    if (first || !setup.outbox().isEmpty() || setup.updates().isFull()) {
      return false;
    }
    boolean hasWindow = setup.traits().interactive() || state.delivery().hasWindow();
    if (!hasWindow && !timers.isTimerActive(TimerKey.ANSWERS_LATE)) {
      timers.startSingleTimer(
          TimerKey.ANSWERS_LATE, new AnswersLate(), setup.settings().stallTimeout());
    }
    return hasWindow;
  }

  private Behavior<Command> onCommandTimeout(CommandTimeout timeout) {
    if (awaited == CommandOutcome.AWAIT_ANSWERS) {
      commands.skipAnswers();
    } else {
      shutdown.onInputStalled();
    }
    return settle();
  }

  private Behavior<Command> onAnswersLate(AnswersLate late) {
    setup.updates().showDiagnostic("still waiting for what was said to come back");
    return settle();
  }

  // Connection

  private void connect() {
    session = Optional.empty();
    resend = Optional.empty();
    disconnected = Optional.empty();
    streamCompleted = false;
    startedStreams.clear();
    setup.outbox().clear();
    state.connection().onConnecting();
    streams.open(++connectionNumber);
  }

  private Behavior<Command> onConnected(Connected event) {
    if (event.connection() != connectionNumber || shutdown.isLeaving()) {
      event.server().finish(); // it belongs to an earlier attempt
      return settle();
    }
    boolean again = state.connection().wasRegistered();
    int maxReplay = setup.settings().reconnect().maxReplay();
    ServerSession opened =
        new ServerSession(
            event.stream(),
            event.server(),
            state,
            reducer,
            setup.outbox(),
            again
                ? RejoinSequence.afterReconnect(state, maxReplay)
                : RejoinSequence.firstConnection(state),
            again);
    session = Optional.of(opened);
    state.connection().onConnected();
    state.heartbeat().onConnected();
    state.registration().onConnected().ifPresent(setup.outbox()::add);
    streams.watch(event.stream(), event.server());
    Optional.ofNullable(startedStreams.remove(event.stream()))
        .ifPresent(stream -> stream.tell(StreamAck.INSTANCE));
    startedStreams.clear();
    setup.connected().complete(Done.getInstance());
    if (again) {
      timers.startSingleTimer(
          TimerKey.REGISTRATION,
          new RegistrationTimeout(event.stream()),
          setup.settings().reconnect().silenceTimeout());
    }
    if (state.registration().isGuest()) {
      state.delivery().onRegistered();
      registerGuest(opened);
    }
    return settle();
  }

  /** Many ports accept a connection and close it at once: only a connection that lasts counts. */
  private void registerGuest(ServerSession opened) {
    if (opened.isReconnected()) {
      timers.startSingleTimer(
          TimerKey.REGISTRATION,
          new GuestRegistered(opened.streamId()),
          setup.settings().reconnect().initialDelay());
    } else {
      apply(opened, opened.onRegistered());
    }
  }

  private Behavior<Command> onGuestRegistered(GuestRegistered event) {
    current(event.stream())
        .filter(opened -> disconnected.isEmpty())
        .ifPresent(opened -> apply(opened, opened.onRegistered()));
    return settle();
  }

  private Behavior<Command> onConnectFailed(ConnectFailed event) {
    if (event.connection() != connectionNumber || shutdown.isLeaving()) {
      return settle();
    }
    if (!setup.connected().isDone()) {
      setup.connected().completeExceptionally(event.failure());
      return Behaviors.stopped();
    }
    if (state.connection().wasRegistered()) {
      retry(reconnector.onAttemptFailed(ConnectionErrorMessages.describe(event.failure())));
    } else {
      shutdown.onInputFailed();
    }
    return settle();
  }

  private Behavior<Command> onStreamStarted(StreamStarted event) {
    if (current(event.stream()).isPresent()) {
      event.ackTo().tell(StreamAck.INSTANCE);
    } else {
      startedStreams.put(event.stream(), event.ackTo());
    }
    return this;
  }

  private Behavior<Command> onBytesReceived(BytesReceived event) {
    current(event.stream())
        .ifPresent(
            opened -> {
              opened.onBytes();
              state.heartbeat().onReceived();
            });
    return this;
  }

  private Behavior<Command> onMessagesReceived(MessagesReceived event) {
    Optional<ServerSession> opened = current(event.stream());
    if (opened.isEmpty()) {
      event.ackTo().tell(StreamAck.INSTANCE);
      return this;
    }
    event.messages().forEach(message -> apply(opened.get(), opened.get().onReceived(message)));
    unacknowledged = Optional.of(event.ackTo());
    return settle();
  }

  /** Shows the updates of a message, and handles its other effects. */
  private void apply(ServerSession from, ServerSession.Step step) {
    if (step.registered()) {
      onRegistered(from);
    }
    setup.updates().addAll(step.updates());
    if (step.rejoined()) {
      onRejoined(from);
    }
    if (step.rejected()) {
      onNicknameRejected(from);
    }
  }

  private void onRegistered(ServerSession opened) {
    timers.cancel(TimerKey.REGISTRATION);
    state.connection().onRegistered();
    timers.startSingleTimer(
        TimerKey.HEARTBEAT,
        new HeartbeatDue(opened.streamId()),
        setup.settings().reconnect().pingInterval());
    awaitRejoin(opened);
    if (opened.isReconnected()) {
      reconnector.onReconnected();
      notice(List.of("connected to " + setup.server() + " again"));
    } else if (setup.traits().interactive()) {
      setup
          .room()
          .ifPresent(
              room -> {
                CommandOutcome ignored =
                    new UserCommand.SendRequest(new Request.Join(room), "rooms").accept(commands);
              });
    }
  }

  private void onRejoined(ServerSession opened) {
    RejoinSequence rejoin = opened.rejoin();
    List<OutgoingMessage> doubtful =
        state.delivery().takeUncertain(text -> !rejoin.hasReplayed(text.room()));
    doubtful.addAll(state.delivery().takeUnsent(text -> !state.rooms().mayBeIn(text.room())));
    state.delivery().requeueSent();
    resend =
        Optional.of(
            new ResendSequence(
                state, setup.outbox(), rejoin.currentRoom(), rejoin.confirmsRooms()));
    notice(DeliveryNotices.doubtful(doubtful));
  }

  /** Shows lines about the program itself: to a person among the lines of the chat. */
  private void notice(List<String> lines) {
    for (String line : lines) {
      setup
          .updates()
          .add(
              setup.traits().interactive()
                  ? DisplayLine.live("parley: " + line)
                  : new ScreenUpdate.Diagnostic(line));
    }
  }

  /**
   * A person is asked for another nickname; a script ends. A client that was registered before
   * tries again for a while, because the server may not have detected the loss of the old
   * connection.
   */
  private void onNicknameRejected(ServerSession opened) {
    Problem problem = opened.rejection().orElseThrow();
    boolean mayRetry = state.registration().mayRetry();
    if (mayBeOwnGhost(problem)) {
      if (mayRetry) {
        opened.abort(problem.message());
      }
    } else if (setup.traits().interactive()) {
      if (!mayRetry) {
        abandoned = Optional.of(opened.streamId());
      }
      if (opened.isReconnected()) {
        setup.updates().addAll(opened.rejectionLines());
      }
      setup.updates().add(new ScreenUpdate.PromptChanged("nickname"));
      setup.updates().add(DisplayLine.notice("Type another nickname, or /q to leave."));
    } else if (mayRetry) {
      shutdown.fail();
    } // else the server closes the connection, which ends the client
  }

  private boolean mayBeOwnGhost(Problem problem) {
    return state.connection().wasRegistered()
        && problem.code() == Problem.Code.NICKNAME_TAKEN
        && reconnector.failures() < MAX_GHOST_ATTEMPTS;
  }

  /** A server that does not answer must not keep the client from sending. */
  private void awaitRejoin(ServerSession opened) {
    OptionalInt progress = opened.progress();
    if (progress.isPresent()) {
      timers.startSingleTimer(
          TimerKey.REJOIN,
          new RejoinTimeout(opened.streamId(), progress.getAsInt()),
          setup.settings().reconnect().silenceTimeout());
    }
  }

  private Behavior<Command> onRejoinTimeout(RejoinTimeout timeout) {
    current(timeout.stream())
        .filter(opened -> disconnected.isEmpty())
        .ifPresent(
            opened -> {
              apply(opened, opened.onRejoinTimeout(timeout.progress()));
              awaitRejoin(opened);
            });
    return settle();
  }

  private Behavior<Command> onSelectionTimeout(SelectionTimeout timeout) {
    if (current(timeout.stream()).isPresent()) {
      resend.ifPresent(sequence -> sequence.onTimeout(timeout.selection()));
    }
    return settle();
  }

  private void advanceResend() {
    if (resend.isEmpty() || session.isEmpty()) {
      return;
    }
    Optional<Integer> before = resend.get().awaitedSelection();
    notices(DeliveryNotices.unsent(resend.get().advance()));
    Optional<Integer> after = resend.get().awaitedSelection();
    if (after.isPresent() && !after.equals(before)) {
      timers.startSingleTimer(
          TimerKey.SELECTION,
          new SelectionTimeout(session.get().streamId(), after.get()),
          setup.settings().reconnect().silenceTimeout());
    }
    if (resend.get().isDone()) {
      resend = Optional.empty();
    }
  }

  private Behavior<Command> onRegistrationTimeout(RegistrationTimeout timeout) {
    boolean waits =
        !state.registration().isRegistered() && !state.registration().isNicknameRejected();
    current(timeout.stream())
        .filter(opened -> waits)
        .ifPresent(opened -> opened.abort("the server does not let anybody in"));
    return settle();
  }

  private Behavior<Command> onHeartbeatDue(HeartbeatDue event) {
    Optional<ServerSession> opened = current(event.stream()).filter(s -> disconnected.isEmpty());
    if (opened.isEmpty()) {
      return settle();
    }
    ClientHeartbeat.Check check = state.heartbeat().check();
    if (check.action() == ClientHeartbeat.Action.ABORT) {
      opened.get().abort("nothing was heard of the server for too long");
    } else if (check.action() == ClientHeartbeat.Action.SEND_PING
        && state.capabilities().supports(PING)) {
      state.heartbeat().onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
      setup.outbox().add(PING);
    }
    timers.startSingleTimer(TimerKey.HEARTBEAT, event, check.next());
    return settle();
  }

  /** Offers the next message to the connection, one at a time. */
  private void pump() {
    session
        .filter(opened -> disconnected.isEmpty())
        .ifPresent(
            opened -> {
              if (setup.outbox().isOverfull()) {
                abortStalled(opened);
              }
              setup
                  .outbox()
                  .offerNext()
                  .ifPresent(
                      message -> {
                        streams.offer(opened.streamId(), opened.connection(), message);
                        timers.startSingleTimer(
                            TimerKey.OFFER,
                            new OfferTimeout(opened.streamId()),
                            setup.settings().stallTimeout());
                      });
            });
  }

  private Behavior<Command> onMessageAccepted(MessageAccepted event) {
    if (current(event.stream()).isPresent()) {
      timers.cancel(TimerKey.OFFER);
      Optional<OutgoingMessage> text = setup.outbox().onAccepted();
      if (event.written()) {
        text.ifPresent(state.delivery()::onWritten);
      } // otherwise it is resent over the next connection
    }
    return settle();
  }

  private Behavior<Command> onOfferTimeout(OfferTimeout timeout) {
    current(timeout.stream()).ifPresent(this::abortStalled);
    return settle();
  }

  private void abortStalled(ServerSession opened) {
    opened.abort("the server takes nothing any more");
  }

  private Behavior<Command> onStreamCompleted(StreamCompleted event) {
    streamCompleted |= current(event.stream()).isPresent();
    return settle();
  }

  private Behavior<Command> onDisconnected(Disconnected event) {
    if (current(event.stream()).isPresent()) {
      disconnected = Optional.of(event);
    }
    return settle();
  }

  /** Handles the end of the connection when all messages from it are drawn. */
  private void advanceEnd() {
    if (disconnected.isPresent() && streamCompleted && isDrawn()) {
      ServerSession ended = session.orElseThrow();
      Optional<Throwable> failure =
          ended.abortReason().<Throwable>map(reason -> reason).or(disconnected.get()::failure);
      session = Optional.empty();
      disconnected = Optional.empty();
      streamCompleted = false;
      unacknowledged = Optional.empty();
      onConnectionEnded(ended, failure);
    }
  }

  private void onConnectionEnded(ServerSession ended, Optional<Throwable> failure) {
    setup.outbox().clear();
    if (shutdown.isLeaving()) {
      shutdown.onConnectionEnded(setup.server(), failure);
    } else if (abandoned.equals(Optional.of(ended.streamId()))) {
      return; // the next nickname gets a new connection
    } else if (!state.connection().wasRegistered()
        || failure.filter(UncheckedIOException.class::isInstance).isPresent()
        || ended.rejection().filter(this::isFinal).isPresent()) {
      ended.finish();
      shutdown.onConnectionEnded(setup.server(), failure);
    } else {
      reconnectAfterLoss(ended, ShutdownSequence.describeEnd(setup.server(), failure));
    }
  }

  /** Whether a further attempt with this nickname is useless. */
  private boolean isFinal(Problem problem) {
    return problem.code().isNicknameError() && !mayBeOwnGhost(problem);
  }

  private void reconnectAfterLoss(ServerSession ended, String reason) {
    boolean wasRegistered = state.connection().isConnected();
    ended.finish();
    resend = Optional.empty();
    state.onConnectionLost();
    notices(DeliveryNotices.doubtful(state.delivery().takeSent(OutgoingMessage::isPrivate)));
    retry(
        wasRegistered
            ? reconnector.onLost(reason, ended.hasReceived())
            : reconnector.onAttemptFailed(ended.rejection().map(Problem::message).orElse(reason)));
  }

  private void retry(Reconnector.Retry retry) {
    notices(retry.notices());
    state.connection().onWaiting(retry.attempt());
    retry
        .delay()
        .ifPresentOrElse(
            delay -> timers.startSingleTimer(TimerKey.RECONNECT, new ReconnectDue(), delay),
            shutdown::fail);
  }

  private void notices(List<String> lines) {
    lines.forEach(setup.updates()::showDiagnostic);
  }

  private Behavior<Command> onReconnectDue(ReconnectDue event) {
    if (!shutdown.isLeaving()) {
      connect();
    }
    return settle();
  }

  private Optional<ServerSession> current(UUID stream) {
    return session.filter(opened -> opened.streamId().equals(stream));
  }

  // Screen

  private boolean isDrawn() {
    return !drawing && setup.updates().isEmpty();
  }

  private Behavior<Command> onDrawn(Drawn event) {
    drawing = false;
    state.heartbeat().setDrawing(false);
    return settle();
  }

  private Behavior<Command> onDrawFailed(DrawFailed event) {
    drawing = false;
    setup.updates().retainDiagnostics();
    shutdown.onDrawFailed(event.reason());
    session.ifPresent(opened -> opened.abort(event.reason()));
    return settle();
  }

  private Behavior<Command> onFrameDue(FrameDue event) {
    frameDelayed = false;
    return settle();
  }

  private Behavior<Command> onRefreshDue(RefreshDue event) {
    if (isDrawn()) {
      setup.updates().add(ScreenUpdate.Refresh.INSTANCE);
    }
    return settle();
  }

  private void drawFrame() {
    if (!drawing && !frameDelayed && !setup.updates().isEmpty()) {
      drawing = true;
      frameDelayed = true;
      state.heartbeat().setDrawing(true);
      timers.startSingleTimer(TimerKey.FRAME, new FrameDue(), FRAME_INTERVAL);
      screen.tell(new ScreenActor.Draw(setup.updates().take()));
    }
  }

  private void publish() {
    setup.snapshot().set(state.snapshot(setup.server()));
  }

  // After each message

  private Behavior<Command> settle() {
    if (finalStatus.isEmpty()) {
      advanceEnd();
      advanceResend();
      shutdown.advance();
      if (!shutdown.isLeaving()) {
        advanceInput();
        advanceResend(); // new input may have to be sent
      }
      pump();
      if (shutdown.closesConnection()) {
        session.ifPresent(ServerSession::finishWhenSent);
      }
      shutdown.status().ifPresent(status -> beginEnd());
    }
    publish();
    drawFrame();
    if (!setup.updates().isFull()) {
      unacknowledged.ifPresent(stream -> stream.tell(StreamAck.INSTANCE));
      unacknowledged = Optional.empty();
    }
    return finalStatus.isPresent() && isDrawn() ? end() : this;
  }

  private Behavior<Command> onShutdownTimeout(ShutdownTimeout timeout) {
    shutdown.onTimeout(timeout.deadline());
    return settle();
  }

  /** The exit status is known: draws the remaining updates, for a limited time. */
  private void beginEnd() {
    finalStatus = Optional.of(shutdown.finalStatus());
    timers.startSingleTimer(TimerKey.END, new EndTimeout(), setup.settings().lingerTimeout());
  }

  private Behavior<Command> onEndTimeout(EndTimeout timeout) {
    return end();
  }

  private Behavior<Command> end() {
    session.ifPresent(ServerSession::finish);
    finalStatus.ifPresent(setup.exitStatus()::complete);
    return Behaviors.stopped();
  }

  /** If a failure stops the actor, the program must not wait without end. */
  private Behavior<Command> onPostStop(PostStop signal) {
    IllegalStateException stopped = new IllegalStateException("the client has stopped");
    setup.connected().completeExceptionally(stopped);
    setup.exitStatus().completeExceptionally(stopped);
    return this;
  }
}
