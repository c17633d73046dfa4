package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.room.ChatRoom;
import io.parley.room.RoomEvent;
import io.parley.room.Venue;
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
  private final Venue venue;
  private final ConnectionSettings settings;
  private final Outbox outbox;

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
  private String ending = "server error"; // replaced by every orderly end

  /**
   * Nothing has been said yet.
   *
   * @param connection gets what is to be dealt with later
   */
  Session(
      ActorRef<Object> connection,
      TimerScheduler<Object> timers,
      Peer peer,
      Venue venue,
      ConnectionSettings settings,
      Outbox outbox) {
    this.connection = connection;
    this.timers = timers;
    this.peer = peer;
    this.venue = venue;
    this.settings = settings;
    this.outbox = outbox;
    this.credit = new InputCredit(settings.maxUnheard());
  }

  /** Where rooms tell what happens. */
  ActorRef<RoomEvent> self() {
    return connection.narrow();
  }

  Peer peer() {
    return peer;
  }

  boolean is(Phase other) {
    return phase == other;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** Empty before they are in. */
  Optional<Nickname> nickname() {
    return nickname;
  }

  Places places() {
    return places;
  }

  Halts halts() {
    return halts;
  }

  InputCredit credit() {
    return credit;
  }

  boolean hasInputEnded() {
    return inputEnded;
  }

  /** The lobby has let them in. */
  void registered(Nickname name) {
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
    if (!outbox.offer(batch)) {
      connection.tell(ConnectionActor.Overflow.INSTANCE);
    }
  }

  /** Reads on, as far as may be. */
  Next next() {
    credit.grant();
    return Next.STAY;
  }

  /** Something came back that this member said or asked for. */
  Next answered() {
    return switch (phase) {
      case MEMBER -> next();
      case LEAVING -> partIfAllSaid();
      case REGISTERING, JOINING, ENTERING -> Next.STAY;
    };
  }

  /** A further room has let this member in, or out, or has turned it away. */
  Next movedOn() {
    venue.lobby().tell(new ChatRoom.IsIn(places.names(), self()));
    if (phase != Phase.ENTERING) {
      return answered(); // leaving meanwhile
    }
    phase = Phase.MEMBER;
    return goOn();
  }

  /** Reads on, if there is more to read. */
  Next goOn() {
    return inputEnded ? leave("end of input") : next();
  }

  /** The peer has said all that it will say. */
  Next inputEnded() {
    inputEnded = true;
    return switch (phase) {
      case REGISTERING -> end("end of input");
      case MEMBER -> leave("end of input");
      case JOINING, ENTERING, LEAVING ->
          Next.STAY; // the room has all that was said, and will answer
    };
  }

  /** Somebody says goodbye. */
  Next quit() {
    if (phase == Phase.REGISTERING) {
      ending = "quit";
      return goodbye();
    }
    quitting = true;
    return leave("quit");
  }

  /** Ends when what this member said has come back to it, with this as the last word. */
  Next leave(Problem word) {
    return leave(word.code().name(), Optional.of(word));
  }

  private Next leave(String why) {
    return leave(why, Optional.empty());
  }

  private Next leave(String why, Optional<Problem> word) {
    phase = Phase.LEAVING;
    ending = why;
    lastWord = word;
    timers.startSingleTimer(ConnectionActor.Timeout.LEAVING, settings.drain());
    places.all().forEach(place -> place.room().tell(new ChatRoom.Leave(self())));
    return Next.STAY;
  }

  /** A room has said farewell; the last word is the first that there is a reason for. */
  Next farewell(Optional<Problem> reason) {
    farewells++;
    lastWord = lastWord.or(() -> reason);
    return partIfAllSaid();
  }

  /** Whether every room has said farewell, and all that was asked for has come. */
  private Next partIfAllSaid() {
    boolean allSaid = farewells >= places.size() && (credit.isEven() || lastWord.isPresent());
    return allSaid ? part() : Next.STAY;
  }

  private Next part() {
    if (quitting) {
      return goodbye();
    }
    return lastWord.isPresent() ? dismiss(lastWord.get()) : end(ending);
  }

  private Next goodbye() {
    outbox.lastWord(Batch.of(new ServerMessage.Goodbye(nickname)));
    return end(ending);
  }

  /** Tells the client what was wrong, and ends. */
  Next dismiss(Problem reason) {
    dismissed = true;
    outbox.lastWord(Batch.of(new ServerMessage.Refused(reason)));
    return end(reason.code().name());
  }

  /** Ends. */
  Next end(String why) {
    ending = why;
    return Next.END;
  }

  /** It has stopped, however that came. */
  void close() {
    outbox.close();
    if (nickname.isPresent()) {
      log.info("{} {} left: {}", peer, nickname.get(), ending);
    } else {
      log.info("{} {}: {}", peer, dismissed ? "refused" : "left", ending);
    }
  }
}
