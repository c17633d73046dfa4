package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.room.HistoryReader;
import io.parley.room.RoomActors;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: from its first byte until it is gone. How far it has come is its {@link Phase}; what
 * is known of it, its {@link Session}.
 *
 * <p>It takes its own commands and what rooms tell alike. An adapter between a room and each of its
 * members would cost two objects for each delivery, and every connection another name in the
 * system.
 *
 * <p>However it stops, its outbox is closed, which sends what is left and ends the connection; and
 * the room, which watches it, frees the nickname.
 */
public final class ConnectionActor extends AbstractBehavior<Object> {
  private static final Logger log = LoggerFactory.getLogger(ConnectionActor.class);

  /** What reaches a connection: from its stream, its room, its timers and its listener. */
  public sealed interface Command {}

  /** The stream is about to bring messages, and waits until it may. */
  public record InputReady(InputAck ack) implements Command {}

  /** Something came from the peer; the next comes when this has been dealt with. */
  public record Input(DecodeResult<ClientMessage> received, InputAck ack) implements Command {}

  /** The peer has said all that it will say. */
  public enum InputEnded implements Command {
    INSTANCE
  }

  /** The connection broke. */
  public record InputFailed(Throwable cause) implements Command {}

  /** The server ends. Members hear that from their room; everybody else hears it now. */
  public record Close(Problem reason) implements Command {}

  /** The historian has answered, and what is made of that. */
  record HistoryResult(
      Function<List<StoredMessage>, Answer> toAnswer, HistoryReader.ReadResult result)
      implements Command {}

  /** Something has taken too long. */
  enum Timeout implements Command {
    REGISTRATION,
    IDLE,
    LEAVING
  }

  /** More waits for the peer than may. */
  enum SendQueueFull implements Command {
    INSTANCE
  }

  private final ConnectionSettings settings;
  private final Session session;
  private final DecodeResult.Handler<ClientMessage, HandlerResult> inboundDispatcher;
  private final RoomEvent.Handler<HandlerResult> roomEventHandler;
  private boolean activeSinceIdleCheck;

  private ConnectionActor(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      RoomActors venue,
      ConnectionSettings settings) {
    super(context);
    OutboundQueue outbox = transport.open(context.getSelf().narrow());
    this.settings = settings;
    this.session = new Session(context.getSelf(), timers, peer, venue, settings, outbox);
    MemberRequestHandler requests =
        new MemberRequestHandler(new SessionRequestContext(context, session), venue, settings);
    SessionActions talk = new SessionActions(session, registration, venue, requests);
    this.inboundDispatcher =
        new InboundDispatcher(
            session,
            talk,
            new UnregisteredHandler(talk, registration),
            new MemberHandler(talk, settings.maxText()));
    this.roomEventHandler = new RoomEventHandler(session, talk);
    timers.startSingleTimer(Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
    talk.start();
  }

  public static Behavior<Command> create(
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      RoomActors venue,
      ConnectionSettings settings) {
    return Behaviors.<Object>setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new ConnectionActor(
                            context, timers, peer, transport, registration, venue, settings)))
        .narrow();
  }

  @Override
  public Receive<Object> createReceive() {
    return new Receive<>() {
      @Override
      public Behavior<Object> receiveMessage(Object message) {
        HandlerResult next =
            message instanceof RoomEvent event
                ? event.accept(roomEventHandler)
                : onCommand((Command) message);
        return next == HandlerResult.CONTINUE ? ConnectionActor.this : Behaviors.stopped();
      }

      @Override
      public Behavior<Object> receiveSignal(Signal signal) {
        if (signal instanceof PostStop) {
          session.close();
        }
        return ConnectionActor.this;
      }
    };
  }

  private HandlerResult onCommand(Command command) {
    if (command instanceof Input input) {
      return onInput(input);
    } else if (command instanceof HistoryResult fromHistorian) {
      return onHistoryResult(fromHistorian);
    } else if (command instanceof InputReady ready) {
      return onInputReady(ready);
    } else if (command instanceof InputFailed) {
      return session.stop("connection lost");
    } else if (command instanceof Close close) {
      return onClose(close);
    } else if (command instanceof Timeout timeout) {
      return onTimeout(timeout);
    } else if (command == SendQueueFull.INSTANCE) {
      return session.disconnect(ConnectionProblems.slowConsumer(settings));
    } else if (command == InputEnded.INSTANCE) {
      return session.onInputEnded();
    }
    throw new IllegalArgumentException("nobody deals with " + command.getClass());
  }

  private HandlerResult onInput(Input input) {
    session.credit().inputPending(input.ack());
    activeSinceIdleCheck = true;
    return input.received().accept(inboundDispatcher);
  }

  private HandlerResult onInputReady(InputReady ready) {
    session.credit().inputPending(ready.ack());
    boolean waits =
        session.isInPhase(Phase.JOINING_LOBBY) || session.isInPhase(Phase.AWAITING_ROOM);
    return waits ? HandlerResult.CONTINUE : session.continueReading();
  }

  private HandlerResult onHistoryResult(HistoryResult message) {
    session.send(
        message
            .result()
            .entries()
            .<ServerMessage>map(
                entries -> new ServerMessage.Answered(message.toAnswer().apply(entries)))
            .orElseGet(() -> new ServerMessage.Refused(ConnectionProblems.HISTORY_UNREADABLE)));
    session.credit().messagesReturned(1);
    return session.onMessagesReturned();
  }

  private HandlerResult onClose(Close close) {
    return session.isInPhase(Phase.REGISTERING)
        ? session.disconnect(close.reason())
        : HandlerResult.CONTINUE;
  }

  private HandlerResult onTimeout(Timeout timeout) {
    return switch (timeout) {
      case REGISTRATION -> session.disconnect(ConnectionProblems.registrationTimeout(settings));
      case IDLE -> onIdleCheck();
      case LEAVING -> session.stop("no farewell");
    };
  }

  private HandlerResult onIdleCheck() {
    if (session.isInPhase(Phase.LEAVING)) {
      return HandlerResult.CONTINUE;
    }
    if (!activeSinceIdleCheck) {
      // By way of the room, so that the nickname is free when the client sees the end.
      return session.leave(ConnectionProblems.idleTimeout(settings));
    }
    activeSinceIdleCheck = false;
    return HandlerResult.CONTINUE;
  }
}
