package io.parley.connection;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.room.ChatRoom;
import io.parley.room.RoomActors;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection knows of its client, and the ways in which it goes on from there. Its {@link
 * ConnectionActor} owns it.
 */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final ActorRef<Object> connection;
  private final TimerScheduler<Object> timers;
  private final Peer peer;
  private final RoomActors roomActors;
  private final ConnectionSettings settings;
  private final OutboundQueue outboundQueue;

  private final InputCredit credit;
  private final JoinedRooms joinedRooms = new JoinedRooms();
  private final SuspendedRooms suspendedRooms = new SuspendedRooms();

  private Phase phase = Phase.REGISTERING;
  private Optional<Nickname> nickname = Optional.empty();
  private Optional<Problem> finalProblem = Optional.empty();
  private boolean inputEnded;
  private int completedRooms;
  private boolean quitRequested;
  private boolean disconnected;
  private String stopReason = "server error"; // replaced by every orderly end

  /**
   * Nothing has been said yet.
   *
   * @param connection gets what is to be dealt with later
   */
  Session(
      ActorRef<Object> connection,
      TimerScheduler<Object> timers,
      Peer peer,
      RoomActors venue,
      ConnectionSettings settings,
      OutboundQueue outbox) {
    this.connection = connection;
    this.timers = timers;
    this.peer = peer;
    this.roomActors = venue;
    this.settings = settings;
    this.outboundQueue = outbox;
    this.credit = new InputCredit(settings.maxInFlight());
  }

  /** Where rooms tell what happens. */
  ActorRef<RoomEvent> self() {
    return connection.narrow();
  }

  Peer peer() {
    return peer;
  }

  boolean isInPhase(Phase other) {
    return phase == other;
  }

  void setPhase(Phase next) {
    phase = next;
  }

  /** Empty before they are in. */
  Optional<Nickname> nickname() {
    return nickname;
  }

  JoinedRooms joinedRooms() {
    return joinedRooms;
  }

  SuspendedRooms suspendedRooms() {
    return suspendedRooms;
  }

  InputCredit credit() {
    return credit;
  }

  boolean hasInputEnded() {
    return inputEnded;
  }

  /** The lobby has let them in. */
  void onRegistered(Nickname name) {
    phase = Phase.MEMBER;
    nickname = Optional.of(name);
    log.info("{} registered as {}", peer, name);
    timers.cancel(ConnectionActor.Timeout.REGISTRATION);
    timers.startTimerWithFixedDelay(ConnectionActor.Timeout.IDLE, settings.idle());
  }

  void send(ServerMessage message) {
    send(Batch.of(message));
  }

  void send(Batch<ServerMessage> batch) {
    if (!outboundQueue.offer(batch)) {
      connection.tell(ConnectionActor.SendQueueFull.INSTANCE);
    }
  }

  /** Reads on, as far as may be. */
  HandlerResult continueReading() {
    credit.grant();
    return HandlerResult.CONTINUE;
  }

  /** Something came back that this member said or asked for. */
  HandlerResult onMessagesReturned() {
    return switch (phase) {
      case MEMBER -> continueReading();
      case LEAVING -> finishIfDrained();
      case REGISTERING, JOINING_LOBBY, AWAITING_ROOM -> HandlerResult.CONTINUE;
    };
  }

  /** A further room has let this member in, or out, or has turned it away. */
  HandlerResult onRoomChanged() {
    roomActors.lobby().tell(new ChatRoom.UpdateRooms(joinedRooms.names(), self()));
    if (phase != Phase.AWAITING_ROOM) {
      return onMessagesReturned(); // leaving meanwhile
    }
    phase = Phase.MEMBER;
    return continueUnlessInputEnded();
  }

  /** Reads on, if there is more to read. */
  HandlerResult continueUnlessInputEnded() {
    return inputEnded ? leave("end of input") : continueReading();
  }

  /** The peer has said all that it will say. */
  HandlerResult onInputEnded() {
    inputEnded = true;
    return switch (phase) {
      case REGISTERING -> stop("end of input");
      case MEMBER -> leave("end of input");
      case JOINING_LOBBY, AWAITING_ROOM, LEAVING ->
          HandlerResult.CONTINUE; // the room has all that was said, and will answer
    };
  }

  /** Somebody says goodbye. */
  HandlerResult quit() {
    if (phase == Phase.REGISTERING) {
      stopReason = "quit";
      return sendGoodbye();
    }
    quitRequested = true;
    return leave("quit");
  }

  /** Ends when what this member said has come back to it, with this as the last word. */
  HandlerResult leave(Problem word) {
    return leave(word.code().name(), Optional.of(word));
  }

  private HandlerResult leave(String why) {
    return leave(why, Optional.empty());
  }

  private HandlerResult leave(String why, Optional<Problem> word) {
    phase = Phase.LEAVING;
    stopReason = why;
    finalProblem = word;
    timers.startSingleTimer(ConnectionActor.Timeout.LEAVING, settings.drain());
    joinedRooms.all().forEach(place -> place.ref().tell(new ChatRoom.Quit(self())));
    return HandlerResult.CONTINUE;
  }

  /** A room has said farewell; the last word is the first that there is a reason for. */
  HandlerResult onRoomCompleted(Optional<Problem> reason) {
    completedRooms++;
    finalProblem = finalProblem.or(() -> reason);
    return finishIfDrained();
  }

  /** Whether every room has said farewell, and all that was asked for has come. */
  private HandlerResult finishIfDrained() {
    boolean allSaid =
        completedRooms >= joinedRooms.size()
            && (credit.isNothingInFlight() || finalProblem.isPresent());
    return allSaid ? finish() : HandlerResult.CONTINUE;
  }

  private HandlerResult finish() {
    if (quitRequested) {
      return sendGoodbye();
    }
    return finalProblem.isPresent() ? disconnect(finalProblem.get()) : stop(stopReason);
  }

  private HandlerResult sendGoodbye() {
    outboundQueue.offerFinal(Batch.of(new ServerMessage.Goodbye(nickname)));
    return stop(stopReason);
  }

  /** Tells the client what was wrong, and ends. */
  HandlerResult disconnect(Problem reason) {
    disconnected = true;
    outboundQueue.offerFinal(Batch.of(new ServerMessage.Refused(reason)));
    return stop(reason.code().name());
  }

  /** Ends. */
  HandlerResult stop(String why) {
    stopReason = why;
    return HandlerResult.STOP;
  }

  /** It has stopped, however that came. */
  void close() {
    outboundQueue.close();
    if (nickname.isPresent()) {
      log.info("{} {} left: {}", peer, nickname.get(), stopReason);
    } else {
      log.info("{} {}: {}", peer, disconnected ? "refused" : "left", stopReason);
    }
  }
}
