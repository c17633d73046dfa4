package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.room.Historian;
import io.parley.room.RoomEvent;
import io.parley.room.Venue;
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
  public record InputReady(Reading stream) implements Command {}

  /** Something came from the peer; the next comes when this has been dealt with. */
  public record Input(DecodeResult<ClientMessage> received, Reading stream) implements Command {}

  /** The peer has said all that it will say. */
  public enum InputEnded implements Command {
    INSTANCE
  }

  /** The connection broke. */
  public record InputFailed(Throwable cause) implements Command {}

  /** The server ends. Members hear that from their room; everybody else hears it now. */
  public record Close(Problem reason) implements Command {}

  /** The historian has answered, and what is made of that. */
  record FromHistorian(Function<List<StoredMessage>, Answer> answer, Historian.Read read)
      implements Command {}

  /** Something has taken too long. */
  enum Timeout implements Command {
    REGISTRATION,
    IDLE,
    LEAVING
  }

  /** More waits for the peer than may. */
  enum Overflow implements Command {
    INSTANCE
  }

  private final ConnectionSettings settings;
  private final Session session;
  private final DecodeResult.Handler<ClientMessage, Next> whatCame;
  private final RoomEvent.Handler<Next> whatHappened;
  private boolean spokeSinceIdleCheck;

  private ConnectionActor(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      Venue venue,
      ConnectionSettings settings) {
    super(context);
    Outbox outbox = transport.open(context.getSelf().narrow());
    this.settings = settings;
    this.session = new Session(context.getSelf(), timers, peer, venue, settings, outbox);
    Requests requests = new Requests(new Asking(context, session), venue, settings);
    Talk talk = new Talk(session, registration, venue, requests);
    this.whatCame =
        new WhatCame(
            session, talk, new Stranger(talk, registration), new Regular(talk, settings.maxText()));
    this.whatHappened = new WhatHappened(session, talk);
    timers.startSingleTimer(Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
    talk.begin();
  }

  public static Behavior<Command> create(
      Peer peer,
      Transport transport,
      RegistrationStyle registration,
      Venue venue,
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
        Next next =
            message instanceof RoomEvent event
                ? event.accept(whatHappened)
                : onCommand((Command) message);
        return next == Next.STAY ? ConnectionActor.this : Behaviors.stopped();
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

  private Next onCommand(Command command) {
    if (command instanceof Input input) {
      return onInput(input);
    } else if (command instanceof FromHistorian fromHistorian) {
      return onFromHistorian(fromHistorian);
    } else if (command instanceof InputReady ready) {
      return onInputReady(ready);
    } else if (command instanceof InputFailed) {
      return session.end("connection lost");
    } else if (command instanceof Close close) {
      return onClose(close);
    } else if (command instanceof Timeout timeout) {
      return onTimeout(timeout);
    } else if (command == Overflow.INSTANCE) {
      return session.dismiss(Problems.tooSlow(settings));
    } else if (command == InputEnded.INSTANCE) {
      return session.inputEnded();
    }
    throw new IllegalArgumentException("nobody deals with " + command.getClass());
  }

  private Next onInput(Input input) {
    session.credit().waits(input.stream());
    spokeSinceIdleCheck = true;
    return input.received().accept(whatCame);
  }

  private Next onInputReady(InputReady ready) {
    session.credit().waits(ready.stream());
    boolean waits = session.is(Phase.JOINING) || session.is(Phase.ENTERING);
    return waits ? Next.STAY : session.next();
  }

  private Next onFromHistorian(FromHistorian message) {
    session.send(
        message
            .read()
            .entries()
            .<ServerMessage>map(
                entries -> new ServerMessage.Answered(message.answer().apply(entries)))
            .orElseGet(() -> new ServerMessage.Refused(Problems.HISTORY_UNREADABLE)));
    session.credit().heard(1);
    return session.answered();
  }

  private Next onClose(Close close) {
    return session.is(Phase.REGISTERING) ? session.dismiss(close.reason()) : Next.STAY;
  }

  private Next onTimeout(Timeout timeout) {
    return switch (timeout) {
      case REGISTRATION -> session.dismiss(Problems.registrationOverdue(settings));
      case IDLE -> onIdleCheck();
      case LEAVING -> session.end("no farewell");
    };
  }

  private Next onIdleCheck() {
    if (session.is(Phase.LEAVING)) {
      return Next.STAY;
    }
    if (!spokeSinceIdleCheck) {
      // By way of the room, so that the nickname is free when the client sees the end.
      return session.leave(Problems.idle(settings));
    }
    spokeSinceIdleCheck = false;
    return Next.STAY;
  }
}
