package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Received;
import io.parley.dialect.Registration;
import io.parley.history.Entry;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.Historian;
import io.parley.room.RoomEvent;
import io.parley.room.Venue;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
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
 * One client: from its first byte until it is gone. It lives through four phases.
 *
 * <pre>
 *   REGISTERING --hello--> JOINING --welcomed--> MEMBER --leave--> LEAVING --farewell--> (stopped)
 *        ^                    |
 *        +--- turned away ----+   and the connection ends, unless its dialect lets one try again
 * </pre>
 *
 * A member who enters or exits a further room is ENTERING until that room has answered.
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

  /** The stream is about to bring messages, and waits for the first acknowledgement. */
  public record InputReady(ActorRef<Ack> ackTo) implements Command {}

  /** Something came from the peer; the next comes when this has been acknowledged. */
  public record Input(Received<ClientMessage> received, ActorRef<Ack> ackTo) implements Command {}

  /** The peer has said all that it will say. */
  public enum InputEnded implements Command {
    INSTANCE
  }

  /** The connection broke. */
  public record InputFailed(Throwable cause) implements Command {}

  /** The server ends. Members hear that from their room; everybody else hears it now. */
  public record Close(Problem reason) implements Command {}

  /** Lets the stream go on. */
  public enum Ack {
    INSTANCE
  }

  private record FromHistorian(Function<List<Entry>, Answer> answer, Historian.Read read)
      implements Command {}

  private enum Timeout implements Command {
    REGISTRATION,
    IDLE,
    LEAVING
  }

  private enum Overflow implements Command {
    INSTANCE
  }

  private enum Phase {
    REGISTERING,
    JOINING,
    MEMBER,
    ENTERING,
    LEAVING
  }

  private final TimerScheduler<Object> timers;
  private final Peer peer;
  private final Registration registration;
  private final Venue venue;
  private final ConnectionSettings settings;
  private final ActorRef<RoomEvent> self;
  private final Outbox outbox;

  private final Received.Handler<ClientMessage, Next> whatCame = new WhatCame();
  private final RoomEvent.Handler<Next> whatHappened = new WhatHappened();
  private final Conversation conversation = new WhatToDo();
  private final Stranger stranger;
  private final Regular regular;

  private final Requests requests;
  private final InputCredit credit;
  private final Places places = new Places();
  private final Halts halts = new Halts();

  private Phase phase = Phase.REGISTERING;
  private Optional<Nickname> nickname = Optional.empty();
  private Optional<Problem> lastWord = Optional.empty();
  private boolean inputEnded;
  private int farewells;
  private boolean quitting;
  private boolean dismissed;
  private boolean spokeSinceIdleCheck;
  private String ending = "server error"; // replaced by every orderly end

  private ConnectionActor(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      Peer peer,
      Transport transport,
      Registration registration,
      Venue venue,
      ConnectionSettings settings) {
    super(context);
    this.timers = timers;
    this.peer = peer;
    this.registration = registration;
    this.venue = venue;
    this.settings = settings;
    this.stranger = new Stranger(conversation, registration);
    this.requests = new Requests(new Membership(), venue, settings);
    this.regular = new Regular(conversation, settings.maxText());
    this.credit = new InputCredit(settings.maxUnheard());
    this.self = context.getSelf().narrow();
    this.outbox = transport.open(context.getSelf().narrow());
    timers.startSingleTimer(Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
    begin();
  }

  public static Behavior<Command> create(
      Peer peer,
      Transport transport,
      Registration registration,
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
          onPostStop();
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
      return end("connection lost");
    } else if (command instanceof Close close) {
      return onClose(close);
    } else if (command instanceof Timeout timeout) {
      return onTimeout(timeout);
    } else if (command == Overflow.INSTANCE) {
      return conversation.dismiss(Problems.tooSlow(settings));
    } else if (command == InputEnded.INSTANCE) {
      return onInputEnded();
    }
    throw new IllegalArgumentException("nobody deals with " + command.getClass());
  }

  private Next onTimeout(Timeout timeout) {
    return switch (timeout) {
      case REGISTRATION -> conversation.dismiss(Problems.registrationOverdue(settings));
      case IDLE -> onIdleCheck();
      case LEAVING -> end("no farewell");
    };
  }

  private void begin() {
    if (registration.opening() == Registration.Opening.GUEST) {
      phase = Phase.JOINING;
      venue.lobby().tell(new ChatRoom.JoinAsGuest(self));
    } else {
      askForNickname();
    }
  }

  private void askForNickname() {
    if (registration.opening() == Registration.Opening.SERVER_ASKS) {
      send(Batch.of(new ServerMessage.NicknameRequested()));
    }
  }

  private Next onInput(Input input) {
    credit.waits(input.ackTo());
    spokeSinceIdleCheck = true;
    return input.received().accept(whatCame);
  }

  private Next onInputReady(InputReady ready) {
    credit.waits(ready.ackTo());
    return phase == Phase.JOINING || phase == Phase.ENTERING ? Next.STAY : next();
  }

  private Next onInputEnded() {
    inputEnded = true;
    return switch (phase) {
      case REGISTERING -> end("end of input");
      case MEMBER -> leave("end of input", Optional.empty());
      case JOINING, ENTERING, LEAVING ->
          Next.STAY; // the room has all that was said, and will answer
    };
  }

  private Next onClose(Close close) {
    return phase == Phase.REGISTERING ? conversation.dismiss(close.reason()) : Next.STAY;
  }

  private Next onIdleCheck() {
    if (phase == Phase.LEAVING) {
      return Next.STAY;
    }
    if (!spokeSinceIdleCheck) {
      // By way of the room, so that the nickname is free when the client sees the end.
      Problem reason = Problems.idle(settings);
      return leave(reason.code().name(), Optional.of(reason));
    }
    spokeSinceIdleCheck = false;
    return Next.STAY;
  }

  private void onPostStop() {
    outbox.close();
    if (nickname.isPresent()) {
      log.info("{} {} left: {}", peer, nickname.get(), ending);
    } else {
      log.info("{} {}: {}", peer, dismissed ? "refused" : "left", ending);
    }
  }

  /** What the stream brings. */
  private final class WhatCame implements Received.Handler<ClientMessage, Next> {
    @Override
    public Next onMessage(ClientMessage message) {
      return message.accept(phase == Phase.REGISTERING ? stranger : regular);
    }

    @Override
    public Next onMalformed(Problem problem) {
      return phase == Phase.REGISTERING
          ? stranger.onMalformed(problem)
          : conversation.answer(problem);
    }

    @Override
    public Next onBroken(Problem problem) {
      return phase == Phase.REGISTERING
          ? conversation.dismiss(problem)
          : leave(problem.code().name(), Optional.of(problem));
    }
  }

  /** What the room tells. */
  private final class WhatHappened implements RoomEvent.Handler<Next> {
    @Override
    public Next onWelcomed(RoomEvent.Welcomed welcomed) {
      places.talkIn(welcomed.place());
      if (nickname.isPresent()) {
        return entered(welcomed);
      }
      phase = Phase.MEMBER;
      nickname = Optional.of(welcomed.nickname());
      log.info("{} registered as {}", peer, welcomed.nickname());
      timers.cancel(Timeout.REGISTRATION);
      timers.startTimerWithFixedDelay(Timeout.IDLE, settings.idle());
      send(
          Batch.copyOf(
              List.of(
                  new ServerMessage.Welcomed(welcomed.nickname()),
                  new ServerMessage.Present(welcomed.present()))));
      return goOn();
    }

    private Next entered(RoomEvent.Welcomed welcomed) {
      send(Batch.of(new ServerMessage.Present(welcomed.present(), welcomed.place().name())));
      return movedOn();
    }

    @Override
    public Next onTurnedAway(RoomEvent.TurnedAway turnedAway) {
      if (nickname.isEmpty()) {
        return conversation.turnAway(turnedAway.problem());
      }
      send(Batch.of(new ServerMessage.Refused(turnedAway.problem())));
      return movedOn();
    }

    @Override
    public Next onHeard(RoomEvent.Heard heard) {
      send(heard.batch());
      credit.heard(heard.own());
      return answered();
    }

    @Override
    public Next onHalted(RoomEvent.Halted halted) {
      halts.halted(halted.room()).ifPresent(notice -> send(Batch.of(notice)));
      return Next.STAY;
    }

    @Override
    public Next onResumed(RoomEvent.Resumed resumed) {
      halts.resumed(resumed.room()).ifPresent(notice -> send(Batch.of(notice)));
      return Next.STAY;
    }

    @Override
    public Next onExited(RoomEvent.Exited exited) {
      places.exit(exited.room());
      halts.resumed(exited.room()).ifPresent(notice -> send(Batch.of(notice)));
      return movedOn();
    }

    @Override
    public Next onFarewell(RoomEvent.Farewell farewell) {
      farewells++;
      lastWord = lastWord.or(farewell::reason);
      return allSaid() ? part() : Next.STAY;
    }
  }

  /** What can be done about it. */
  private final class WhatToDo implements Conversation {
    @Override
    public Next join(Nickname asked) {
      phase = Phase.JOINING; // the stream waits for its acknowledgement until the room has answered
      venue.lobby().tell(new ChatRoom.Join(asked, self));
      return Next.STAY;
    }

    @Override
    public Next say(Text text) {
      credit.said();
      ChatRoom.Say say = new ChatRoom.Say(text, self);
      places.current().ifPresent(place -> place.room().tell(say));
      return next();
    }

    @Override
    public Next tell(Nickname target, Text text) {
      credit.said();
      venue.lobby().tell(new ChatRoom.Tell(target, text, self));
      return next();
    }

    @Override
    public Next ask(Request request) {
      return request.accept(requests);
    }

    @Override
    public Next pong() {
      send(Batch.of(new ServerMessage.Pong()));
      return next();
    }

    @Override
    public Next quit() {
      if (phase == Phase.REGISTERING) {
        ending = "quit";
        return goodbye();
      }
      quitting = true;
      return leave("quit", Optional.empty());
    }

    @Override
    public Next turnAway(Problem reason) {
      if (!registration.mayRetry() || inputEnded || reason.code() == Problem.Code.SERVER_CLOSING) {
        return dismiss(reason);
      }
      log.debug("{} turned away {}", peer, reason.code());
      phase = Phase.REGISTERING;
      send(Batch.of(new ServerMessage.Refused(reason)));
      askForNickname();
      return next();
    }

    @Override
    public Next answer(Problem problem) {
      log.debug("{} answered {}", peer, problem.code());
      send(Batch.of(new ServerMessage.Refused(problem)));
      return next();
    }

    @Override
    public Next dismiss(Problem reason) {
      dismissed = true;
      outbox.lastWord(Batch.of(new ServerMessage.Refused(reason)));
      return end(reason.code().name());
    }
  }

  /** What requests need of this. */
  private final class Membership implements Requests.Asker {
    @Override
    public Places places() {
      return places;
    }

    @Override
    public Nickname nickname() {
      return nickname.orElseThrow();
    }

    @Override
    public ActorRef<RoomEvent> self() {
      return self;
    }

    @Override
    public ActorRef<Historian.Read> reader(Function<List<Entry>, Answer> answer) {
      ActorRef<Command> connection = getContext().getSelf().narrow();
      return getContext()
          .spawnAnonymous(
              Behaviors.receiveMessage(
                  read -> {
                    connection.tell(new FromHistorian(answer, read));
                    return Behaviors.stopped();
                  }));
    }

    @Override
    public Next passedOn() {
      credit.said();
      return next();
    }

    @Override
    public Next waitForRoom() {
      phase = Phase.ENTERING; // the stream waits for its acknowledgement until then
      return Next.STAY;
    }

    @Override
    public Next hear(ServerMessage message) {
      send(Batch.of(message));
      return next();
    }
  }

  private Next onFromHistorian(FromHistorian message) {
    send(
        Batch.of(
            message
                .read()
                .entries()
                .<ServerMessage>map(
                    entries -> new ServerMessage.Answered(message.answer().apply(entries)))
                .orElseGet(() -> new ServerMessage.Refused(Problems.HISTORY_UNREADABLE))));
    credit.heard(1);
    return answered();
  }

  /** Something came back that this member said or asked for. */
  private Next answered() {
    return switch (phase) {
      case MEMBER -> next();
      case LEAVING -> allSaid() ? part() : Next.STAY;
      case REGISTERING, JOINING, ENTERING -> Next.STAY;
    };
  }

  /** A further room has let this member in, or out, or has turned it away. */
  private Next movedOn() {
    venue.lobby().tell(new ChatRoom.IsIn(places.names(), self));
    if (phase != Phase.ENTERING) {
      return answered(); // leaving meanwhile
    }
    phase = Phase.MEMBER;
    return goOn();
  }

  private Next goOn() {
    return inputEnded ? leave("end of input", Optional.empty()) : next();
  }

  /** Whether every room has said farewell, and all that was asked for has come. */
  private boolean allSaid() {
    return farewells >= places.size() && (credit.isEven() || lastWord.isPresent());
  }

  private Next part() {
    if (quitting) {
      return goodbye();
    }
    return lastWord.isPresent() ? conversation.dismiss(lastWord.get()) : end(ending);
  }

  private Next next() {
    credit.grant();
    return Next.STAY;
  }

  private void send(Batch<ServerMessage> batch) {
    if (!outbox.offer(batch)) {
      getContext().getSelf().tell(Overflow.INSTANCE);
    }
  }

  /** Ends when what this member said has come back to it. */
  private Next leave(String why, Optional<Problem> word) {
    phase = Phase.LEAVING;
    ending = why;
    lastWord = word;
    timers.startSingleTimer(Timeout.LEAVING, settings.drain());
    places.all().forEach(place -> place.room().tell(new ChatRoom.Leave(self)));
    return Next.STAY;
  }

  private Next goodbye() {
    outbox.lastWord(Batch.of(new ServerMessage.Goodbye(nickname)));
    return end(ending);
  }

  private Next end(String why) {
    ending = why;
    return Next.END;
  }
}
