package io.parley.server;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.history.MessageStore;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.room.ChatRoom;
import io.parley.room.Rooms;
import io.parley.room.Venue;
import io.parley.wire.WireContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The root of the server: one room, and a listener for each port. */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {
  private static final Logger log = LoggerFactory.getLogger(ServerGuardian.class);

  sealed interface Command {}

  /** Accepts nobody any more; answered when every port is free. */
  record Unbind(ActorRef<Done> replyTo) implements Command {}

  /** Sends everybody home; answered when every connection is gone and all that was said is kept. */
  record Drain(ActorRef<Done> replyTo) implements Command {}

  private record ListenerStarted(Listener.Started started) implements Command {}

  private record ListenerUnbound() implements Command {}

  private record ListenerDrained() implements Command {}

  private record RoomsSettled() implements Command {}

  private final CompletableFuture<List<Endpoint>> whenListening;
  private final Venue venue;
  private final List<ActorRef<Listener.Command>> listeners = new ArrayList<>();
  private final List<ListenerSettings> listening;
  private final List<Listener.Started> results = new ArrayList<>();
  private final Countdown unbinding = new Countdown();
  private final Countdown draining = new Countdown();
  private final Countdown settling = new Countdown();

  private ServerGuardian(
      ActorContext<Command> context,
      ServerSettings settings,
      MessageStore store,
      CompletableFuture<List<Endpoint>> whenListening) {
    super(context);
    this.whenListening = whenListening;
    this.listening = settings.listeners();
    ObjectMapper json =
        JacksonObjectMapperProvider.get(context.getSystem())
            .getOrCreate(WireContext.MAPPER_NAME, Optional.empty());
    WireContext wire =
        new WireContext(
            json,
            settings.maxFrame(),
            settings.connection().maxText(),
            settings.timing(),
            settings.replay(),
            InstantSource.system(),
            0);
    FileDescriptors room = FileDescriptors.shareOut(settings.maxConnections(), settings.backlog());
    if (room.seats() < settings.maxConnections()) {
      log.warn(
          "The system allows too few open files for {} connections (ulimit -n): there may be {}.",
          settings.maxConnections(),
          room.seats());
    }
    Seats seats = new Seats(room.seats(), room.refusals());
    ActorRef<Listener.Started> started =
        context.messageAdapter(Listener.Started.class, ListenerStarted::new);
    Opening opening = new Opening(context, settings, store);
    this.venue = opening.venue();
    opening.spawnPruner();
    for (ListenerSettings each : listening) {
      Dialect dialect = Dialects.find(each.dialect(), wire).orElseThrow();
      listeners.add(
          context.spawn(
              Listener.create(each, settings, dialect, venue, seats, started),
              "listener-" + (listeners.size() + 1) + "-" + each.dialect(),
              DispatcherSelector.fromConfig(Listener.DISPATCHER)));
    }
  }

  /**
   * The guardian of a server.
   *
   * @param store what is said is kept there; closed by whoever opened it
   * @param whenListening completed with all endpoints, or with a {@link CannotListenException}
   */
  static Behavior<Command> create(
      ServerSettings settings,
      MessageStore store,
      CompletableFuture<List<Endpoint>> whenListening) {
    return Behaviors.setup(context -> new ServerGuardian(context, settings, store, whenListening));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ListenerStarted.class, this::onListenerStarted)
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(ListenerUnbound.class, unbound -> count(unbinding))
        .onMessage(Drain.class, this::onDrain)
        .onMessage(ListenerDrained.class, drained -> count(draining))
        .onMessage(RoomsSettled.class, rooms -> count(settling))
        .build();
  }

  private Behavior<Command> onListenerStarted(ListenerStarted message) {
    Listener.Started started = message.started();
    results.add(started);
    if (results.size() == listening.size()) {
      report();
    }
    return this;
  }

  /** In the order of the list: of several failures the first is told, whichever came first. */
  private void report() {
    results.sort(comparingInt(started -> listening.indexOf(started.settings())));
    for (Listener.Started started : results) {
      started
          .failure()
          .ifPresent(
              cause ->
                  whenListening.completeExceptionally(
                      new CannotListenException(started.settings(), cause)));
    }
    whenListening.complete(
        results.stream().flatMap(started -> started.endpoint().stream()).toList());
  }

  private Behavior<Command> onUnbind(Unbind unbind) {
    ActorRef<Listener.Unbound> each =
        getContext().messageAdapter(Listener.Unbound.class, u -> new ListenerUnbound());
    unbinding.start(listeners.size(), () -> unbind.replyTo().tell(Done.getInstance()));
    listeners.forEach(listener -> listener.tell(new Listener.Unbind(each)));
    return this;
  }

  private Behavior<Command> onDrain(Drain drain) {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    ActorRef<Listener.Drained> each =
        getContext().messageAdapter(Listener.Drained.class, d -> new ListenerDrained());
    draining.start(listeners.size(), () -> settle(drain.replyTo()));
    venue.lobby().tell(new ChatRoom.Close(reason));
    venue.rooms().tell(new Rooms.Close(reason));
    listeners.forEach(listener -> listener.tell(new Listener.Drain(reason, each)));
    return this;
  }

  /** Nobody says anything any more: what was said by those who have left may still wait. */
  private void settle(ActorRef<Done> replyTo) {
    settling.start(
        2, // the lobby, and all other rooms together
        () -> replyTo.tell(Done.getInstance()));
    venue
        .lobby()
        .tell(
            new ChatRoom.Settle(
                getContext().messageAdapter(RoomName.class, lobby -> new RoomsSettled())));
    venue
        .rooms()
        .tell(
            new Rooms.Settle(getContext().messageAdapter(Done.class, done -> new RoomsSettled())));
  }

  private Behavior<Command> count(Countdown countdown) {
    countdown.count();
    return this;
  }
}
