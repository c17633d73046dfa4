package io.parley.server;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.history.MessageStore;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.room.ChatRoom;
import io.parley.room.RoomActors;
import io.parley.room.RoomRegistry;
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

  private record ListenerBound(Listener.BindResult result) implements Command {}

  private record ListenerUnbound() implements Command {}

  private record ListenerDrained() implements Command {}

  private record RoomsPersisted() implements Command {}

  private final CompletableFuture<List<ListenerAddress>> listeningPromise;
  private final RoomActors roomActors;
  private final List<ActorRef<Listener.Command>> listeners = new ArrayList<>();
  private final List<ListenerSettings> listenerSettings;
  private final List<Listener.BindResult> bindResults = new ArrayList<>();
  private final CompletionCounter unbindCounter = new CompletionCounter();
  private final CompletionCounter drainCounter = new CompletionCounter();
  private final CompletionCounter persistCounter = new CompletionCounter();

  private ServerGuardian(
      ActorContext<Command> context,
      ServerSettings settings,
      MessageStore store,
      CompletableFuture<List<ListenerAddress>> whenListening) {
    super(context);
    this.listeningPromise = whenListening;
    this.listenerSettings = settings.listeners();
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
    FileDescriptorBudget room =
        FileDescriptorBudget.allocate(settings.maxConnections(), settings.acceptBacklog());
    if (room.connections() < settings.maxConnections()) {
      log.warn(
          "The system allows too few open files for {} connections (ulimit -n): there may be {}.",
          settings.maxConnections(),
          room.connections());
    }
    ConnectionLimit seats = new ConnectionLimit(room.connections(), room.refusals());
    ActorRef<Listener.BindResult> started =
        context.messageAdapter(Listener.BindResult.class, ListenerBound::new);
    ServerWiring opening = new ServerWiring(context, settings, store);
    this.roomActors = opening.spawnRoomActors();
    opening.spawnPruner();
    for (ListenerSettings each : listenerSettings) {
      Dialect dialect = Dialects.find(each.dialect(), wire).orElseThrow();
      listeners.add(
          context.spawn(
              Listener.create(each, settings, dialect, roomActors, seats, started),
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
      CompletableFuture<List<ListenerAddress>> whenListening) {
    return Behaviors.setup(context -> new ServerGuardian(context, settings, store, whenListening));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ListenerBound.class, this::onListenerBound)
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(ListenerUnbound.class, unbound -> countCompletion(unbindCounter))
        .onMessage(Drain.class, this::onDrain)
        .onMessage(ListenerDrained.class, drained -> countCompletion(drainCounter))
        .onMessage(RoomsPersisted.class, rooms -> countCompletion(persistCounter))
        .build();
  }

  private Behavior<Command> onListenerBound(ListenerBound message) {
    Listener.BindResult started = message.result();
    bindResults.add(started);
    if (bindResults.size() == listenerSettings.size()) {
      completeStart();
    }
    return this;
  }

  /** In the order of the list: of several failures the first is told, whichever came first. */
  private void completeStart() {
    bindResults.sort(comparingInt(started -> listenerSettings.indexOf(started.settings())));
    for (Listener.BindResult started : bindResults) {
      started
          .failure()
          .ifPresent(
              cause ->
                  listeningPromise.completeExceptionally(
                      new CannotListenException(started.settings(), cause)));
    }
    listeningPromise.complete(
        bindResults.stream().flatMap(started -> started.address().stream()).toList());
  }

  private Behavior<Command> onUnbind(Unbind unbind) {
    ActorRef<Listener.Unbound> each =
        getContext().messageAdapter(Listener.Unbound.class, u -> new ListenerUnbound());
    unbindCounter.start(listeners.size(), () -> unbind.replyTo().tell(Done.getInstance()));
    listeners.forEach(listener -> listener.tell(new Listener.Unbind(each)));
    return this;
  }

  private Behavior<Command> onDrain(Drain drain) {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    ActorRef<Listener.Drained> each =
        getContext().messageAdapter(Listener.Drained.class, d -> new ListenerDrained());
    drainCounter.start(listeners.size(), () -> awaitPersisted(drain.replyTo()));
    roomActors.lobby().tell(new ChatRoom.Close(reason));
    roomActors.registry().tell(new RoomRegistry.Close(reason));
    listeners.forEach(listener -> listener.tell(new Listener.Drain(reason, each)));
    return this;
  }

  /** Nobody says anything any more: what was said by those who have left may still wait. */
  private void awaitPersisted(ActorRef<Done> replyTo) {
    persistCounter.start(
        2, // the lobby, and all other rooms together
        () -> replyTo.tell(Done.getInstance()));
    roomActors
        .lobby()
        .tell(
            new ChatRoom.AwaitPersisted(
                getContext().messageAdapter(RoomName.class, lobby -> new RoomsPersisted())));
    roomActors
        .registry()
        .tell(
            new RoomRegistry.AwaitPersisted(
                getContext().messageAdapter(Done.class, done -> new RoomsPersisted())));
  }

  private Behavior<Command> countCompletion(CompletionCounter countdown) {
    countdown.complete();
    return this;
  }
}
