package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.people.NicknameEvent;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.DecodeResult;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The actor of one connection. It receives messages of the peer from the stream, forwards them to
 * rooms, and sends the events of rooms to the peer. Its {@link Phase} is the state of the
 * registration and of joins.
 *
 * <p>A failure of a handler ends this connection only, with {@code SERVER_ERROR}.
 *
 * <p>Whenever it stops, it closes its {@link PeerStream}, which sends the queued messages and ends
 * the connection. The registry of nicknames watches it and frees the nickname when it terminates.
 */
public final class ConnectionActor extends AbstractBehavior<MemberMessage> {

  /** A message of the stream, a timer or the listener. */
  public sealed interface Command extends MemberMessage
      permits InputReady,
          Input,
          InputEnded,
          InputFailed,
          Close,
          SendQueueDropped,
          Timeout,
          PeerStalled,
          SendQueueFull,
          AccountReplied {}

  /** The stream is open and waits for the acknowledgement to deliver the first message. */
  public enum InputReady implements Command {
    INSTANCE
  }

  /** A message of the peer. The stream delivers the next one after the acknowledgement. */
  public record Input(DecodeResult<ClientMessage> received) implements Command {}

  /** The peer has closed its side of the connection. */
  public enum InputEnded implements Command {
    INSTANCE
  }

  /** The connection is broken, or a stage of its stream has thrown. */
  public record InputFailed(Throwable cause) implements Command {}

  /** The server shuts down. */
  public record Close(Problem reason) implements Command {}

  /** The send queue was dropped: all that waits in the server takes too much memory. */
  public enum SendQueueDropped implements Command {
    INSTANCE
  }

  /** A deadline has passed. */
  enum Timeout implements Command {
    REGISTRATION,
    IDLE,
    LEAVING
  }

  /** The socket has taken none of the bytes that wait for the peer, for the write timeout. */
  public enum PeerStalled implements Command {
    INSTANCE
  }

  /** The send queue is full: the peer does not read. */
  enum SendQueueFull implements Command {
    INSTANCE
  }

  private final ConnectionSettings settings;
  private final ConnectionState state;
  private final UnregisteredHandler unregisteredHandler;
  private final MemberHandler memberHandler;
  private final AccountRequestHandler accountRequests;
  private final RoomEventHandler roomEventHandler;
  private final NicknameEventHandler nicknameEventHandler;
  private boolean activeSinceIdleCheck;

  private ConnectionActor(
      ActorContext<MemberMessage> context,
      ConnectionState state,
      RegistrationStyle registration,
      ChatServices services,
      ConnectionSettings settings,
      OutputBudget budget) {
    super(context);
    this.settings = settings;
    this.state = state;
    this.accountRequests = new AccountRequestHandler(state, services);
    this.unregisteredHandler =
        new UnregisteredHandler(state, registration, services.accounts(), accountRequests);
    this.memberHandler =
        new MemberHandler(
            state, registration.nicknameParser(), services, accountRequests, settings, budget);
    this.roomEventHandler = new RoomEventHandler(state);
    this.nicknameEventHandler = new NicknameEventHandler(state);
  }

  /**
   * Creates the actor, which opens the transport at once.
   *
   * @param budget counts the texts in flight of all connections
   */
  public static Behavior<Command> create(
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      ChatServices services,
      ConnectionSettings settings,
      OutputBudget budget) {
    return Behaviors.<MemberMessage>setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      ConnectionState state =
                          openConnection(
                              context,
                              timers,
                              peer,
                              transport,
                              registration,
                              services,
                              settings,
                              budget);
                      ConnectionActor actor =
                          new ConnectionActor(
                              context, state, registration, services, settings, budget);
                      if (!state.start()) {
                        state.close();
                        return Behaviors.stopped();
                      }
                      return actor;
                    }))
        .narrow();
  }

  private static ConnectionState openConnection(
      ActorContext<MemberMessage> context,
      TimerScheduler<MemberMessage> timers,
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      ChatServices services,
      ConnectionSettings settings,
      OutputBudget budget) {
    PeerStream stream = transport.open(context.getSelf().narrow());
    return new ConnectionState(
        context.getSelf(),
        timers,
        peer,
        registration,
        services,
        settings,
        stream,
        new InputCredit(stream, settings.maxInFlight(), settings.maxPendingOutput(), budget),
        new AnswersInTransit(stream, budget));
  }

  @Override
  public Receive<MemberMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(RoomEvent.class, this::onRoomEvent)
        .onMessage(Input.class, this::onInput)
        .onMessage(NicknameEvent.class, this::onNicknameEvent)
        .onMessage(AccountReplied.class, this::onAccountReplied)
        .onMessage(InputReady.class, this::onInputReady)
        .onMessage(InputEnded.class, this::onInputEnded)
        .onMessage(InputFailed.class, this::onInputFailed)
        .onMessage(SendQueueFull.class, this::onSendQueueFull)
        .onMessage(SendQueueDropped.class, this::onSendQueueDropped)
        .onMessage(PeerStalled.class, this::onPeerStalled)
        .onMessage(Timeout.class, this::onTimeout)
        .onMessage(Close.class, this::onClose)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<MemberMessage> onRoomEvent(RoomEvent event) {
    try {
      return event.accept(roomEventHandler);
    } catch (RuntimeException e) {
      return state.failed(event, e);
    }
  }

  private Behavior<MemberMessage> onNicknameEvent(NicknameEvent event) {
    try {
      return event.accept(nicknameEventHandler);
    } catch (RuntimeException e) {
      return state.failed(event, e);
    }
  }

  private Behavior<MemberMessage> onAccountReplied(AccountReplied replied) {
    try {
      return accountRequests.onReplied(replied);
    } catch (RuntimeException e) {
      return state.failed(replied, e);
    }
  }

  private Behavior<MemberMessage> onInput(Input input) {
    state.inputReceived();
    activeSinceIdleCheck = true;
    try {
      return input.received().accept(state.isRegistered() ? memberHandler : unregisteredHandler);
    } catch (RuntimeException e) {
      return state.failed(input, e);
    }
  }

  private Behavior<MemberMessage> onInputReady(InputReady ready) {
    state.inputReceived();
    return state.inputReady();
  }

  private Behavior<MemberMessage> onInputEnded(InputEnded ended) {
    return state.inputEnded();
  }

  private Behavior<MemberMessage> onInputFailed(InputFailed failed) {
    return state.connectionLost(failed.cause());
  }

  private Behavior<MemberMessage> onSendQueueFull(SendQueueFull full) {
    return state.disconnect(ConnectionProblems.slowConsumer(settings));
  }

  private Behavior<MemberMessage> onSendQueueDropped(SendQueueDropped dropped) {
    return state.disconnect(ConnectionProblems.SEND_QUEUE_DROPPED);
  }

  private Behavior<MemberMessage> onPeerStalled(PeerStalled stalled) {
    return state.disconnect(ConnectionProblems.stalled(settings));
  }

  private Behavior<MemberMessage> onTimeout(Timeout timeout) {
    return switch (timeout) {
      case REGISTRATION -> state.disconnect(ConnectionProblems.registrationTimeout(settings));
      case IDLE -> onIdleCheck();
      case LEAVING -> state.stop(ConnectionEnd.silent("no farewell"));
    };
  }

  private Behavior<MemberMessage> onIdleCheck() {
    boolean active = activeSinceIdleCheck;
    activeSinceIdleCheck = false;
    return active ? this : state.idle();
  }

  private Behavior<MemberMessage> onClose(Close close) {
    return state.serverClosing(close.reason());
  }

  private Behavior<MemberMessage> onPostStop(PostStop signal) {
    state.close();
    return this;
  }
}
