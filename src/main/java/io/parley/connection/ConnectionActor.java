package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Received;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.RoomEvent;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
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
 *        +--- turned away: the connection ends
 * </pre>
 *
 * However it stops, its outbox is closed, which sends what is left and ends the connection; and the
 * room, which watches it, frees the nickname.
 */
public final class ConnectionActor extends AbstractBehavior<ConnectionActor.Command> {
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

  private record FromRoom(RoomEvent event) implements Command {}

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
    LEAVING
  }

  private final TimerScheduler<Command> timers;
  private final Peer peer;
  private final ActorRef<ChatRoom.Command> room;
  private final ConnectionSettings settings;
  private final ActorRef<RoomEvent> self;
  private final Outbox outbox;

  private final Received.Handler<ClientMessage, Behavior<Command>> whatCame = new WhatCame();
  private final RoomEvent.Handler<Behavior<Command>> whatHappened = new WhatHappened();
  private final ClientMessage.Handler<Behavior<Command>> stranger = new Stranger();
  private final ClientMessage.Handler<Behavior<Command>> member = new Member();

  private Phase phase = Phase.REGISTERING;
  private Optional<Nickname> nickname = Optional.empty();
  private Optional<ActorRef<Ack>> owedAck = Optional.empty();
  private Optional<Problem> lastWord = Optional.empty();
  private int unheard;
  private boolean inputEnded;
  private boolean spokeSinceIdleCheck;
  private String ending = "server error"; // replaced by every orderly end

  private ConnectionActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Peer peer,
      Transport transport,
      ActorRef<ChatRoom.Command> room,
      ConnectionSettings settings) {
    super(context);
    this.timers = timers;
    this.peer = peer;
    this.room = room;
    this.settings = settings;
    this.self = context.messageAdapter(RoomEvent.class, FromRoom::new);
    this.outbox = transport.open(context.getSelf());
    timers.startSingleTimer(Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
  }

  public static Behavior<Command> create(
      Peer peer,
      Transport transport,
      ActorRef<ChatRoom.Command> room,
      ConnectionSettings settings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ConnectionActor(context, timers, peer, transport, room, settings)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromRoom.class, fromRoom -> fromRoom.event().accept(whatHappened))
        .onMessage(Input.class, this::onInput)
        .onMessage(InputReady.class, this::onInputReady)
        .onMessageEquals(InputEnded.INSTANCE, this::onInputEnded)
        .onMessage(InputFailed.class, this::onInputFailed)
        .onMessage(Close.class, this::onClose)
        .onMessageEquals(Timeout.REGISTRATION, this::onRegistrationOverdue)
        .onMessageEquals(Timeout.IDLE, this::onIdleCheck)
        .onMessageEquals(Timeout.LEAVING, () -> end("no farewell"))
        .onMessageEquals(Overflow.INSTANCE, this::onOverflow)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Command> onInput(Input input) {
    owedAck = Optional.of(input.ackTo());
    spokeSinceIdleCheck = true;
    return input.received().accept(whatCame);
  }

  private Behavior<Command> onInputReady(InputReady ready) {
    owedAck = Optional.of(ready.ackTo());
    return next();
  }

  private Behavior<Command> onInputEnded() {
    inputEnded = true;
    return switch (phase) {
      case REGISTERING -> end("end of input");
      case MEMBER -> leave("end of input", Optional.empty());
      case JOINING, LEAVING ->
          this; // the room's answer is on its way, and what was said has been passed on to it
    };
  }

  private Behavior<Command> onInputFailed(InputFailed failed) {
    return end("connection lost");
  }

  private Behavior<Command> onClose(Close close) {
    return phase == Phase.REGISTERING ? dismiss(close.reason()) : this;
  }

  private Behavior<Command> onRegistrationOverdue() {
    return dismiss(
        new Problem(
            Problem.Code.REGISTRATION_TIMEOUT,
            "Nobody registered within "
                + settings.registration().toSeconds()
                + " seconds; the connection ends."));
  }

  private Behavior<Command> onIdleCheck() {
    if (!spokeSinceIdleCheck) {
      return dismiss(
          new Problem(
              Problem.Code.IDLE_TIMEOUT,
              "Nothing was said here for "
                  + settings.idle().toMinutes()
                  + " minutes; the connection ends."));
    }
    spokeSinceIdleCheck = false;
    return this;
  }

  private Behavior<Command> onOverflow() {
    return dismiss(
        new Problem(
            Problem.Code.TOO_SLOW,
            "More than "
                + settings.maxOutbox()
                + " bytes waited to be read here; the connection ends."));
  }

  private Behavior<Command> onPostStop() {
    outbox.close();
    log.info("{} {}: {}", peer, nickname.map(name -> name + " left").orElse("left"), ending);
    return this;
  }

  /** What the stream brings. */
  private final class WhatCame implements Received.Handler<ClientMessage, Behavior<Command>> {
    @Override
    public Behavior<Command> onMessage(ClientMessage message) {
      return message.accept(phase == Phase.REGISTERING ? stranger : member);
    }

    @Override
    public Behavior<Command> onMalformed(Problem problem) {
      return answer(problem);
    }

    @Override
    public Behavior<Command> onBroken(Problem problem) {
      return phase == Phase.REGISTERING
          ? dismiss(problem)
          : leave(problem.code().name(), Optional.of(problem));
    }
  }

  /** What may be said before the nickname is known. */
  private final class Stranger implements ClientMessage.Handler<Behavior<Command>> {
    @Override
    public Behavior<Command> onHello(ClientMessage.Hello hello) {
      try {
        room.tell(new ChatRoom.Join(Nickname.parse(hello.nickname()), self));
      } catch (RejectedException e) {
        return dismiss(e.problem());
      }
      phase =
          Phase
              .JOINING; // nothing more comes until the room has answered: the acknowledgement waits
      // for it
      return ConnectionActor.this;
    }

    @Override
    public Behavior<Command> onChat(ClientMessage.Chat chat) {
      return answer(new Problem(Problem.Code.NOT_REGISTERED, "Say hello with a nickname first."));
    }
  }

  /** What may be said by somebody who is in. */
  private final class Member implements ClientMessage.Handler<Behavior<Command>> {
    @Override
    public Behavior<Command> onHello(ClientMessage.Hello hello) {
      return answer(
          new Problem(Problem.Code.ALREADY_REGISTERED, "You are registered here already."));
    }

    @Override
    public Behavior<Command> onChat(ClientMessage.Chat chat) {
      try {
        room.tell(new ChatRoom.Say(Text.parse(chat.text(), settings.maxText()), self));
      } catch (RejectedException e) {
        return answer(e.problem());
      }
      unheard++;
      return unheard < settings.maxUnheard() ? next() : ConnectionActor.this;
    }
  }

  /** What the room tells. */
  private final class WhatHappened implements RoomEvent.Handler<Behavior<Command>> {
    @Override
    public Behavior<Command> onWelcomed(RoomEvent.Welcomed welcomed) {
      phase = Phase.MEMBER;
      nickname = Optional.of(welcomed.nickname());
      log.info("{} registered as {}", peer, welcomed.nickname());
      timers.cancel(Timeout.REGISTRATION);
      timers.startTimerWithFixedDelay(Timeout.IDLE, settings.idle());
      return inputEnded ? leave("end of input", Optional.empty()) : next();
    }

    @Override
    public Behavior<Command> onTurnedAway(RoomEvent.TurnedAway turnedAway) {
      return dismiss(turnedAway.problem());
    }

    @Override
    public Behavior<Command> onHeard(RoomEvent.Heard heard) {
      send(heard.batch());
      if (heard.own() > 0) {
        unheard -= heard.own();
        return phase == Phase.MEMBER && unheard < settings.maxUnheard()
            ? next()
            : ConnectionActor.this;
      }
      return ConnectionActor.this;
    }

    @Override
    public Behavior<Command> onFarewell(RoomEvent.Farewell farewell) {
      Optional<Problem> reason = lastWord.or(farewell::reason);
      return reason.isPresent() ? dismiss(reason.get()) : end(ending);
    }
  }

  /** Lets the stream bring the next message, if it waits for that. */
  private Behavior<Command> next() {
    owedAck.ifPresent(stream -> stream.tell(Ack.INSTANCE));
    owedAck = Optional.empty();
    return this;
  }

  private Behavior<Command> answer(Problem problem) {
    log.debug("{} answered {}", peer, problem.code());
    send(Batch.of(new ServerMessage.Refused(problem)));
    return next();
  }

  private void send(Batch<ServerMessage> batch) {
    if (!outbox.offer(batch)) {
      getContext().getSelf().tell(Overflow.INSTANCE);
    }
  }

  /** Ends when what this member said has come back to it. */
  private Behavior<Command> leave(String why, Optional<Problem> word) {
    phase = Phase.LEAVING;
    ending = why;
    lastWord = word;
    timers.startSingleTimer(Timeout.LEAVING, settings.drain());
    room.tell(new ChatRoom.Leave(self));
    return this;
  }

  /** Ends now, with a reason that the peer is told. */
  private Behavior<Command> dismiss(Problem reason) {
    log.info("{} refused: {}", peer, reason.code());
    outbox.lastWord(Batch.of(new ServerMessage.Refused(reason)));
    return end(reason.code().name());
  }

  private Behavior<Command> end(String why) {
    ending = why;
    return Behaviors.stopped();
  }
}
