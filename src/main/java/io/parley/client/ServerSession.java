package io.parley.client;

import io.parley.client.delivery.Outbox;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.ConnectionAbortedException;
import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.ClientMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One connection to the server: offers it the messages of the outbox, one at a time, permits the
 * next batch of received messages, and aborts it when the server does not answer or does not read.
 * Owned by the client's actor.
 */
final class ServerSession {
  private static final ClientMessage PING = new ClientMessage.Ping();

  private final ServerConnection connection;
  private final boolean reconnected;
  private final ClientSettings settings;
  private final ClientState state;
  private final Outbox outbox;
  private final TimerScheduler<ClientActor.Command> timers;
  private final ReceivePipeline pipeline;
  private final SessionRecovery recovery;
  private final ProtocolCheck protocolCheck;
  private Optional<ActorRef<ConnectionEvent.StreamAck>> unacknowledged = Optional.empty();
  private Optional<ConnectionAbortedException> abortReason = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean disconnected;
  private boolean streamCompleted;
  private boolean received;
  private boolean finished;
  private boolean endExpected;

  /** The session of a connection that is open. */
  ServerSession(
      ServerConnection connection, ClientSetup setup, TimerScheduler<ClientActor.Command> timers) {
    this.connection = connection;
    this.settings = setup.settings();
    this.state = setup.state();
    this.outbox = setup.outbox();
    this.timers = timers;
    this.reconnected = state.connection().wasRegistered();
    RejoinSequence rejoin =
        reconnected
            ? RejoinSequence.afterReconnect(state, settings.reconnect().maxReplay())
            : RejoinSequence.firstConnection(state);
    this.pipeline = new ReceivePipeline(state, setup.reducer(), outbox, rejoin, reconnected);
    this.recovery = new SessionRecovery(connection.id(), setup, rejoin, timers);
    this.protocolCheck = new ProtocolCheck(connection, setup, reconnected);
  }

  /** Begins the registration. */
  void start() {
    state.connection().onConnected();
    state.heartbeat().onConnected();
    state.nicknames().onRequested(state.self()); // a log-in may have another one
    state.registration().onConnected().ifPresent(outbox::add);
    connection.watch();
    if (state.registration().isGuest()) {
      awaitGuestRegistration();
    } else {
      timers.startSingleTimer(
          ClientActor.TimerKey.REGISTRATION,
          new ConnectionEvent.AnswerTimeout(connection.id()),
          settings.answer().answerTimeout());
    }
  }

  /**
   * Many ports accept a connection and close it at once, or belong to another dialect: a guest is
   * registered when the connection has lasted.
   */
  void awaitGuestRegistration() {
    timers.startSingleTimer(
        ClientActor.TimerKey.REGISTRATION,
        new ConnectionEvent.GuestRegistered(connection.id()),
        reconnected ? settings.reconnect().initialDelay() : settings.answer().guestDelay());
  }

  UUID streamId() {
    return connection.id();
  }

  /** The processing of its received messages. */
  ReceivePipeline pipeline() {
    return pipeline;
  }

  /** Whether the server speaks the dialect. */
  ProtocolCheck protocolCheck() {
    return protocolCheck;
  }

  /** The continuation of the lost connection. */
  SessionRecovery recovery() {
    return recovery;
  }

  /** Whether this client was registered before, over another connection. */
  boolean isReconnected() {
    return reconnected;
  }

  void onBytes() {
    received = true;
    state.heartbeat().onReceived();
  }

  /** Whether anything was received over this connection. */
  boolean hasReceived() {
    return received;
  }

  /** A batch of messages was received; the stream waits for the permission to send the next one. */
  void onBatch(ActorRef<ConnectionEvent.StreamAck> ackTo) {
    unacknowledged = Optional.of(ackTo);
  }

  /** Permits the stream to send the next batch of messages. */
  void permitNextBatch() {
    unacknowledged.ifPresent(stream -> stream.tell(ConnectionEvent.StreamAck.INSTANCE));
    unacknowledged = Optional.empty();
  }

  /** The server has accepted the nickname: its connection is checked from now on. */
  void onRegistered() {
    timers.cancel(ClientActor.TimerKey.REGISTRATION);
    state.connection().onRegistered();
    scheduleHeartbeat(settings.reconnect().pingInterval());
  }

  /** A server that speaks the dialect has more time to accept the nickname. */
  void onAnswerTimeout() {
    if (state.registration().hasAnswered()) {
      timers.startSingleTimer(
          ClientActor.TimerKey.REGISTRATION,
          new ConnectionEvent.RegistrationTimeout(connection.id()),
          settings.reconnect().silenceTimeout());
    } else {
      abort(protocolCheck.reason());
    }
  }

  /** The server did not answer the registration in time. */
  void onRegistrationTimeout() {
    if (!state.registration().isRegistered()
        && state.registration().missing() == RegistrationHandshake.Missing.NOTHING) {
      abort(ConnectionErrorMessages.noAnswer(settings.reconnect().silenceTimeout()));
    }
  }

  void onHeartbeatDue() {
    if (disconnected) {
      return;
    }
    ClientHeartbeat.Check check = state.heartbeat().check();
    if (check.action() == ClientHeartbeat.Action.ABORT) {
      abort(ConnectionErrorMessages.noAnswer(settings.reconnect().silenceTimeout()));
    } else if (check.action() == ClientHeartbeat.Action.SEND_PING
        && state.capabilities().supports(PING)) {
      state.heartbeat().onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
      outbox.add(PING);
    }
    scheduleHeartbeat(check.next());
  }

  /** Resends the next texts of the lost connection, if nothing is awaited. */
  void resendNext() {
    recovery.advance();
  }

  /** Offers the next message of the outbox, if the connection has taken the last one. */
  void offerNext() {
    if (disconnected) {
      return;
    }
    if (outbox.isOverfull()) {
      abortStalled();
    }
    outbox
        .offerNext()
        .ifPresent(
            message -> {
              connection.offer(message);
              timers.startSingleTimer(
                  ClientActor.TimerKey.OFFER,
                  new ConnectionEvent.OfferTimeout(connection.id()),
                  settings.stallTimeout());
            });
  }

  /**
   * The offer is answered.
   *
   * @param written whether the connection has taken the message; if not, it is lost
   */
  void onMessageAccepted(boolean written) {
    timers.cancel(ClientActor.TimerKey.OFFER);
    Optional<OutgoingMessage> text = outbox.onAccepted();
    if (written) {
      text.ifPresent(state.delivery()::onWritten);
    } // otherwise it is resent over the next connection
  }

  /** The server does not read. */
  void abortStalled() {
    abort(ConnectionErrorMessages.noAnswer(settings.stallTimeout()));
  }

  /** Ends the connection at once. */
  void abort(String reason) {
    if (abortReason.isEmpty()) {
      abortReason = Optional.of(new ConnectionAbortedException(reason));
      connection.abort(abortReason.get());
    }
  }

  /** Closes this side when the outbox is empty. */
  void finishWhenSent() {
    if (!finished && outbox.isEmpty()) {
      finish();
    }
  }

  /** Closes this side when everything that the connection has taken is written. */
  void finish() {
    finished = true;
    connection.finish();
  }

  /** The server ends the connection, and a new one is made when the user types a nickname. */
  void expectEnd() {
    endExpected = true;
  }

  boolean isEndExpected() {
    return endExpected;
  }

  /** All messages were received. */
  void onStreamCompleted() {
    streamCompleted = true;
  }

  /** The server has closed its side, or the connection broke. */
  void onDisconnected(Optional<Throwable> cause) {
    disconnected = true;
    failure = cause;
  }

  /** Whether the server can receive messages over this connection. */
  boolean isConnected() {
    return !disconnected;
  }

  /** Whether the connection has ended and all its messages were received. */
  boolean isEnded() {
    return disconnected && streamCompleted && !protocolCheck.isPending();
  }

  /** Why the connection has ended; empty if the server closed it. */
  Optional<Throwable> failure() {
    return abortReason.<Throwable>map(reason -> reason).or(() -> failure);
  }

  /** Whether a first connection has ended without a word in the dialect. */
  boolean isUnanswered() {
    return !reconnected
        && abortReason.isEmpty()
        && !state.registration().hasAnswered()
        && pipeline.endReason().isEmpty();
  }

  private void scheduleHeartbeat(Duration delay) {
    timers.startSingleTimer(
        ClientActor.TimerKey.HEARTBEAT, new ConnectionEvent.HeartbeatDue(connection.id()), delay);
  }
}
