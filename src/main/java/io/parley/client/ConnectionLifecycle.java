package io.parley.client;

import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandOutcome;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.DeliveryNotices;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.Reconnector;
import io.parley.client.state.ClientState;
import io.parley.client.state.PasswordQuestions;
import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.Problem;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The connections of the client, one after the other: connects, registers, and connects again after
 * a loss. Owned by the client's actor, which calls {@link #advanceEnd} after each message.
 *
 * <p>Only the current {@link ServerSession} counts. An event of an earlier attempt or stream is
 * dropped. The result of an attempt and the events of its stream arrive in any order.
 */
final class ConnectionLifecycle {
  private static final String PASSWORD_HINT =
      "Type the password; Enter alone takes another nickname.";

  private static final String PASSWORD_NEEDED =
      "the nickname needs a password: a profile of client.conf gives it with password-command";

  private final ClientSetup setup;
  private final ClientState state;
  private final CommandHandler commands;
  private final Reconnector reconnector;
  private final ShutdownSequence shutdown;
  private final ActorContext<ClientActor.Command> context;
  private final TimerScheduler<ClientActor.Command> timers;

  /**
   * The events of each stream that started before the attempt was known to have succeeded, in their
   * order. A server that accepts and closes at once ends the stream that early.
   */
  private final Map<UUID, List<ConnectionEvent>> earlyEvents = new HashMap<>();

  private Optional<ServerSession> session = Optional.empty();
  private long currentAttempt;

  /** There is no connection yet. */
  ConnectionLifecycle(
      ClientSetup setup,
      ShutdownSequence shutdown,
      ActorContext<ClientActor.Command> context,
      TimerScheduler<ClientActor.Command> timers) {
    this.setup = setup;
    this.state = setup.state();
    this.commands = setup.commandHandler();
    this.reconnector = setup.reconnector();
    this.shutdown = shutdown;
    this.context = context;
    this.timers = timers;
  }

  /** Begins an attempt. An earlier connection does not count any more. */
  void connect() {
    session.ifPresent(ServerSession::permitNextBatch); // so that its stream can end
    session.ifPresent(ServerSession::finish);
    session = Optional.empty();
    earlyEvents.clear();
    setup.outbox().clear();
    state.connection().onConnecting();
    ServerConnection.connect(context, setup, ++currentAttempt);
  }

  void onConnected(ConnectionEvent.Connected event) {
    if (event.attempt() != currentAttempt || shutdown.isLeaving()) {
      event.server().finish(); // it belongs to an earlier attempt
      return;
    }
    ServerSession opened = new ServerSession(event.server(), setup, timers);
    session = Optional.of(opened);
    opened.start();
    List<ConnectionEvent> early = earlyEvents.getOrDefault(opened.streamId(), List.of());
    earlyEvents.clear();
    early.forEach(earlyEvent -> earlyEvent.accept(this));
    setup.connected().complete(Done.getInstance());
  }

  void onGuestRegistered(ServerSession opened) {
    if (opened.protocolCheck().isPending()) {
      opened.awaitGuestRegistration();
    } else if (opened.isConnected()) {
      state.answers().onRegistered();
      apply(opened, opened.pipeline().onGuestRegistered());
    }
  }

  /**
   * The first bytes of the server were examined. A guest that has sent lines already is only told:
   * they may be the words of another guest.
   */
  void onProtocolDetected(ServerSession opened, Optional<String> other) {
    Optional<String> reason = opened.protocolCheck().onDetected(other);
    if (reason.isEmpty()) {
      return;
    }
    if (state.registration().isRegistered()) {
      opened.recovery().showNotices(List.of(reason.get()));
      shutdown.onLinesDoubtful();
    } else {
      opened.abort(reason.get());
    }
  }

  /**
   * If the first attempt fails, the client ends with the reason. A refused certificate ends it at
   * any time: nobody is asked while other people wait, and a further attempt may reach an impostor.
   */
  void onConnectFailed(ConnectionEvent.ConnectFailed event) {
    if (event.attempt() != currentAttempt || shutdown.isLeaving()) {
      return;
    }
    Optional<RefusedCertificateException> refused = RefusedCertificateException.in(event.failure());
    if (!setup.connected().isDone()) {
      setup.connected().completeExceptionally(event.failure());
    } else if (refused.isPresent()) {
      shutdown.onCertificateRefused(setup.server(), refused.get());
    } else if (state.connection().wasRegistered()) {
      retry(reconnector.onAttemptFailed(ConnectionErrorMessages.describe(event.failure())));
    } else {
      shutdown.onInputFailed();
    }
  }

  void onStreamStarted(ConnectionEvent.StreamStarted event) {
    if (current(event.stream()).isPresent()) {
      event.ackTo().tell(ConnectionEvent.StreamAck.INSTANCE);
    } else {
      earlyEvents.put(event.stream(), new ArrayList<>(List.of(event)));
    }
  }

  void onReconnectDue() {
    if (!shutdown.isLeaving()) {
      connect();
    }
  }

  void onStreamEvent(ConnectionEvent.StreamEvent event) {
    Optional<ServerSession> opened = current(event.stream());
    if (opened.isPresent()) {
      event.accept(this, opened.get());
    } else if (earlyEvents.containsKey(event.stream())) {
      earlyEvents.get(event.stream()).add(event);
    } else {
      event.onDropped();
    }
  }

  void onMessages(ServerSession from, ConnectionEvent.MessagesReceived event) {
    event.messages().forEach(message -> apply(from, from.pipeline().onReceived(message)));
    from.onBatch(event.ackTo());
  }

  void onRejoinTimeout(ServerSession opened, int progress) {
    if (opened.isConnected()) {
      apply(opened, opened.pipeline().onRejoinTimeout(progress));
      opened.recovery().awaitRejoin();
    }
  }

  void onRejoinRetryDue(ServerSession opened) {
    if (opened.isConnected()) {
      apply(opened, opened.pipeline().onRejoinRetryDue());
    }
  }

  /** The session of the current connection; empty while there is none. */
  Optional<ServerSession> session() {
    return session;
  }

  /**
   * Handles the end of the connection when all messages from it are drawn.
   *
   * @param drawn whether the screen shows all updates
   */
  void advanceEnd(boolean drawn) {
    Optional<ServerSession> ended = session.filter(opened -> drawn && opened.isEnded());
    if (ended.isPresent()) {
      session = Optional.empty();
      setup.outbox().clear();
      onEnded(ended.get());
    }
  }

  private void onEnded(ServerSession ended) {
    Optional<Throwable> failure = ended.failure();
    Optional<Problem> rejection = ended.pipeline().rejection();
    Optional<Problem> sessionEnd =
        ended.pipeline().endReason().filter(problem -> problem.code().forbidsReconnect());
    if (!shutdown.isLeaving() && ended.isUnanswered()) {
      setup.updates().addAll(ended.pipeline().takeWithheld());
      ended.finish();
      shutdown.onUnanswered(ended.protocolCheck().closedReason());
    } else if (shutdown.isLeaving()) {
      shutdown.onConnectionEnded(setup.server(), failure);
    } else if (sessionEnd.isPresent() && state.registration().isEndRequested()) {
      ended.finish();
      shutdown.onLoggedOut(sessionEnd.get().message());
    } else if (ended.isEndExpected()) {
      return; // the next nickname gets a new connection
    } else if (!state.connection().wasRegistered()
        || failure.filter(UncheckedIOException.class::isInstance).isPresent()
        || sessionEnd.isPresent()
        || rejection.filter(this::isFinal).isPresent()) {
      ended.finish();
      shutdown.onConnectionEnded(setup.server(), failure, ended.pipeline().endReason());
    } else {
      reconnectAfterLoss(ended, ShutdownSequence.describeEnd(setup.server(), failure));
    }
  }

  private void reconnectAfterLoss(ServerSession ended, String reason) {
    boolean wasRegistered = state.connection().isConnected();
    ended.finish();
    state.onConnectionLost();
    showDiagnostics(
        DeliveryNotices.doubtful(state.delivery().takeSent(OutgoingMessage::isPrivate)));
    if (ended.pipeline().endReason().filter(ConnectionLifecycle::asksForLess).isPresent()) {
      reconnector.throttle();
    }
    retry(
        wasRegistered
            ? reconnector.onLost(reason, ended.hasReceived())
            : reconnector.onAttemptFailed(
                ended.pipeline().rejection().map(Problem::message).orElse(reason)));
  }

  private void retry(Reconnector.Retry retry) {
    showDiagnostics(retry.notices());
    state.connection().onWaiting(retry.attempt());
    retry
        .delay()
        .ifPresentOrElse(
            delay ->
                timers.startSingleTimer(
                    ClientActor.TimerKey.RECONNECT, ConnectionEvent.ReconnectDue.INSTANCE, delay),
            shutdown::fail);
  }

  private void showDiagnostics(List<String> lines) {
    lines.forEach(setup.updates()::showDiagnostic);
  }

  /** Shows the updates of a message, and handles its other effects. */
  private void apply(ServerSession from, ReceivePipeline.Step step) {
    if (step.registered()) {
      onRegistered(from);
    }
    setup.updates().addAll(step.updates());
    if (step.registered() && !from.isReconnected()) {
      setup.screen().firstUseHint().ifPresent(setup.updates()::showInfo);
    }
    if (step.rejoined()) {
      from.recovery().onRejoined();
    }
    if (step.rejected()) {
      onNicknameRejected(from);
    }
  }

  private void onRegistered(ServerSession opened) {
    opened.onRegistered();
    boolean unused = setup.registered().complete(Done.getInstance());
    opened.recovery().awaitRejoin();
    if (opened.isReconnected()) {
      reconnector.onReconnected();
      opened.recovery().showNotices(List.of("connected to " + setup.server() + " again"));
    } else if (setup.traits().interactive()) {
      state.rooms().onStart(setup.startRooms().rooms(), setup.startRooms().shown());
      setup.initialJoins().forEach(this::execute);
    }
  }

  private void execute(UserCommand join) {
    CommandOutcome ignored = join.accept(commands); // a refusal is shown
  }

  /**
   * A person is asked for another nickname or for the password; a script ends. A client that was
   * registered before tries again for a while, because the server may not have detected the loss of
   * the old connection.
   */
  private void onNicknameRejected(ServerSession opened) {
    Optional<Problem> problem = opened.pipeline().rejection();
    boolean needsPassword =
        state.registration().missing() == RegistrationHandshake.Missing.PASSWORD;
    boolean mayRetry = state.registration().mayRetry();
    if (problem.filter(this::mayBeTemporary).isPresent()) {
      if (mayRetry) {
        opened.abort(problem.get().message());
      }
      return;
    }
    if (setup.traits().interactive()) {
      if (!mayRetry) {
        opened.expectEnd();
      }
      if (opened.isReconnected()) {
        setup.updates().addAll(opened.pipeline().rejectionLines());
      }
      if (needsPassword) {
        setup.updates().add(DisplayLine.notice(PASSWORD_HINT));
        state.passwordQuestions().ask(PasswordQuestions.Purpose.ENTER, Optional.empty());
      } else {
        setup.updates().add(new ScreenUpdate.PromptChanged("nickname"));
        setup.updates().add(DisplayLine.notice("Type another nickname, or /q to leave."));
      }
      return;
    }
    if (needsPassword && !state.registration().hasSentPassword()) {
      setup.updates().showDiagnostic(PASSWORD_NEEDED);
    }
    if (mayRetry) {
      shutdown.fail();
    } // else the server closes the connection, which ends the client
  }

  /** Whether the server is busy, or gets too much from this client or its address. */
  private static boolean asksForLess(Problem problem) {
    return switch (problem.code()) {
      case SLOW_DOWN, TOO_MANY_FROM_ADDRESS, TOO_MANY_CONNECTIONS, SERVER_BUSY -> true;
      default -> false;
    };
  }

  /** Whether a further attempt with this nickname is useless. */
  private boolean isFinal(Problem problem) {
    return (problem.code().isNicknameError() || problem.code().isLoginError())
        && !mayBeTemporary(problem);
  }

  /**
   * Whether the same nickname and password may be accepted later by a server that has accepted them
   * before. It may not have detected the loss of the old connection.
   */
  private boolean mayBeTemporary(Problem problem) {
    return state.connection().wasRegistered()
        && switch (problem.code()) {
          case NICKNAME_TAKEN -> reconnector.mayHoldNickname();
          case TRY_LATER, LOCKED_OUT -> state.registration().knowsPassword();
          default -> false;
        };
  }

  private Optional<ServerSession> current(UUID stream) {
    return session.filter(opened -> opened.streamId().equals(stream));
  }
}
