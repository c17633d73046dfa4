package io.parley.server;

import static java.util.Comparator.comparingInt;

import io.parley.history.MessageStore;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.room.ChatRoom;
import io.parley.room.RoomActors;
import io.parley.room.RoomRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The root actor of a server and the parent of its rooms and listeners. It reports when all
 * listeners are bound, and coordinates the shutdown: unbind, drain connections, wait until all
 * messages are stored.
 */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {

  sealed interface Command {}

  /** Frees all ports; answered when they are free. */
  record Unbind(ActorRef<Done> replyTo) implements Command {}

  /** Closes rooms and connections; answered when all have ended and all messages are stored. */
  record Drain(ActorRef<Done> replyTo) implements Command {}

  private record ListenerBound(Listener.BindResult result) implements Command {}

  private record ListenerUnbound() implements Command {}

  private record ListenerDrained() implements Command {}

  private record RoomsPersisted() implements Command {}

  private final CompletableFuture<List<ListenerAddress>> listeningPromise;
  private final RoomActors roomActors;
  private final List<ActorRef<Listener.Command>> listeners;
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
    ServerWiring wiring = new ServerWiring(context, settings, store);
    this.roomActors = wiring.spawnRoomActors();
    wiring.spawnPruner();
    this.listeners =
        wiring.spawnListeners(
            roomActors, context.messageAdapter(Listener.BindResult.class, ListenerBound::new));
  }

  /**
   * Creates the actor.
   *
   * @param store the history; its opener closes it
   * @param whenListening completed with the addresses of all listeners, or with a {@link
   *     CannotListenException}
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

  private Behavior<Command> onListenerBound(ListenerBound bound) {
    bindResults.add(bound.result());
    if (bindResults.size() == listenerSettings.size()) {
      completeStart();
    }
    return this;
  }

  /** Of several failures, the first one in the order of the settings is reported. */
  private void completeStart() {
    bindResults.sort(comparingInt(result -> listenerSettings.indexOf(result.settings())));
    for (Listener.BindResult result : bindResults) {
      result
          .failure()
          .ifPresent(
              cause ->
                  listeningPromise.completeExceptionally(
                      new CannotListenException(result.settings(), cause)));
    }
    listeningPromise.complete(
        bindResults.stream().flatMap(result -> result.address().stream()).toList());
  }

  private Behavior<Command> onUnbind(Unbind unbind) {
    ActorRef<Listener.Unbound> replyTo =
        getContext().messageAdapter(Listener.Unbound.class, u -> new ListenerUnbound());
    unbindCounter.start(listeners.size(), () -> unbind.replyTo().tell(Done.getInstance()));
    listeners.forEach(listener -> listener.tell(new Listener.Unbind(replyTo)));
    return this;
  }

  private Behavior<Command> onDrain(Drain drain) {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    ActorRef<Listener.Drained> replyTo =
        getContext().messageAdapter(Listener.Drained.class, d -> new ListenerDrained());
    drainCounter.start(listeners.size(), () -> awaitPersisted(drain.replyTo()));
    roomActors.lobby().tell(new ChatRoom.Close(reason));
    roomActors.registry().tell(new RoomRegistry.Close(reason));
    listeners.forEach(listener -> listener.tell(new Listener.Drain(reason, replyTo)));
    return this;
  }

  /** All connections have ended, but their last messages may wait to be stored. */
  private void awaitPersisted(ActorRef<Done> replyTo) {
    persistCounter.start(
        2, // the lobby and the registry, which answers for all other rooms
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

  private Behavior<Command> countCompletion(CompletionCounter counter) {
    counter.complete();
    return this;
  }
}
