package io.parley.server;

import static java.util.Comparator.comparingInt;

import io.parley.account.Accounts;
import io.parley.connection.ChatServices;
import io.parley.connection.OutputBudget;
import io.parley.conversation.PrivateMessages;
import io.parley.history.MessageStore;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.protocol.Problem;
import io.parley.room.RoomRegistry;
import io.parley.tls.ServerCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * messages and read marks are stored.
 */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {

  sealed interface Command {}

  /** Frees all ports. Replies when they are free. */
  record Unbind(ActorRef<Done> replyTo) implements Command {}

  /** Closes rooms and connections. Replies when all have ended and all is stored. */
  record Drain(ActorRef<Done> replyTo) implements Command {}

  /** Changes the settings that a running server can change; the others are ignored. */
  record Reload(ServerSettings settings) implements Command {}

  private record ListenerBound(Listener.BindResult result) implements Command {}

  private record ListenerUnbound() implements Command {}

  private record ListenerDrained() implements Command {}

  private record RoomsPersisted() implements Command {}

  private record ReadMarksWritten() implements Command {}

  /** The phase of the server, with the data that exists only in that phase. */
  private sealed interface Phase {}

  /**
   * Some listeners have not reported yet.
   *
   * @param results the reports so far
   */
  private record Binding(List<Listener.BindResult> results) implements Phase {}

  /** All listeners have reported, and no step of the shutdown is in progress. */
  private enum Started implements Phase {
    INSTANCE
  }

  private record Unbinding(int listenersLeft, ActorRef<Done> replyTo) implements Phase {}

  private record Draining(int listenersLeft, ActorRef<Done> replyTo) implements Phase {}

  /** All connections have ended, but their last messages and read marks may wait to be stored. */
  private record Persisting(ActorRef<Done> replyTo) implements Phase {}

  /** All connections have ended, and all messages are stored. */
  private enum Persisted implements Phase {
    INSTANCE
  }

  private final CompletableFuture<List<ListenerAddress>> whenListening;
  private final ChatServices services;
  private final List<ActorRef<Listener.Command>> listeners;
  private final ServerSettings settings;
  private final ServerWiring wiring;
  private final ConnectionAdmission admission;
  private final Optional<ActorRef<CertificateWatch.Command>> certificateWatch;
  private Optional<Duration> retention;
  private Optional<ActorRef<HistoryPruner.Command>> pruner;
  private Phase phase = new Binding(List.of());

  private ServerGuardian(
      ActorContext<Command> context,
      ServerSettings settings,
      MessageStore store,
      Accounts accounts,
      PrivateMessages privateMessages,
      StoredRooms rooms,
      Optional<ServerCertificate> certificate,
      CompletableFuture<List<ListenerAddress>> whenListening) {
    super(context);
    this.whenListening = whenListening;
    this.settings = settings;
    this.wiring =
        new ServerWiring(context, settings, store, accounts, privateMessages, rooms, certificate);
    OutputBudget budget = wiring.outputBudget();
    this.admission = wiring.connectionAdmission(budget);
    this.retention = settings.history().retention();
    this.pruner = retention.map(wiring::spawnPruner);
    this.services = wiring.spawnServices(budget);
    wiring.spawnHistoryLimits();
    wiring.loadNicknameTables();
    this.certificateWatch = wiring.spawnCertificateWatch();
    this.listeners =
        wiring.spawnListeners(
            services,
            admission,
            budget,
            context.messageAdapter(Listener.BindResult.class, ListenerBound::new));
  }

  /**
   * Creates the actor.
   *
   * @param store the history; its opener closes it
   * @param accounts closed by its opener, too
   * @param privateMessages closed by their opener, too
   * @param rooms closed by their opener, too
   * @param certificate of the listeners with TLS
   * @param whenListening completed with the addresses of all listeners, or with a {@link
   *     CannotListenException}
   */
  static Behavior<Command> create(
      ServerSettings settings,
      MessageStore store,
      Accounts accounts,
      PrivateMessages privateMessages,
      StoredRooms rooms,
      Optional<ServerCertificate> certificate,
      CompletableFuture<List<ListenerAddress>> whenListening) {
    return Behaviors.setup(
        context ->
            new ServerGuardian(
                context,
                settings,
                store,
                accounts,
                privateMessages,
                rooms,
                certificate,
                whenListening));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ListenerBound.class, this::onListenerBound)
        .onMessage(Reload.class, this::onReload)
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(ListenerUnbound.class, this::onListenerUnbound)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(ListenerDrained.class, this::onListenerDrained)
        .onMessage(RoomsPersisted.class, this::onRoomsPersisted)
        .onMessage(ReadMarksWritten.class, this::onReadMarksWritten)
        .build();
  }

  private Behavior<Command> onListenerBound(ListenerBound bound) {
    if (phase instanceof Binding binding) {
      List<Listener.BindResult> results = new ArrayList<>(binding.results());
      results.add(bound.result());
      phase = results.size() == listeners.size() ? completeStart(results) : new Binding(results);
    }
    return this;
  }

  private Behavior<Command> onReload(Reload reload) {
    ServerSettings next = reload.settings();
    admission.setLimits(next.address(), next.inputRates(), next.maxConnections());
    services.rooms().tell(new RoomRegistry.SetLimits(next.roomLimits()));
    services.accounts().setPolicies(next.accounts());
    certificateWatch.ifPresent(
        watch -> watch.tell(new CertificateWatch.Reload(next.tls().files())));
    Listener.Configure configure =
        new Listener.Configure(ReloadableSettings.merge(settings.connection(), next.connection()));
    listeners.forEach(listener -> listener.tell(configure));
    if (!next.history().retention().equals(retention)) {
      retention = next.history().retention();
      pruner.ifPresent(getContext()::stop);
      pruner = retention.map(wiring::spawnPruner);
    }
    return this;
  }

  private Behavior<Command> onUnbind(Unbind unbind) {
    ActorRef<Listener.Unbound> replyTo =
        getContext().messageAdapter(Listener.Unbound.class, u -> new ListenerUnbound());
    listeners.forEach(listener -> listener.tell(new Listener.Unbind(replyTo)));
    phase = new Unbinding(listeners.size(), unbind.replyTo());
    return this;
  }

  private Behavior<Command> onListenerUnbound(ListenerUnbound unbound) {
    if (phase instanceof Unbinding unbinding) { // not after the deadline of the unbind
      int left = unbinding.listenersLeft() - 1;
      phase = left == 0 ? completeUnbind(unbinding) : new Unbinding(left, unbinding.replyTo());
    }
    return this;
  }

  private Behavior<Command> onDrain(Drain drain) {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    ActorRef<Listener.Drained> replyTo =
        getContext().messageAdapter(Listener.Drained.class, d -> new ListenerDrained());
    services.nicknames().tell(new NicknameRegistry.Close(reason));
    services.rooms().tell(new RoomRegistry.Close(reason));
    listeners.forEach(listener -> listener.tell(new Listener.Drain(reason, replyTo)));
    phase = new Draining(listeners.size(), drain.replyTo());
    return this;
  }

  private Behavior<Command> onListenerDrained(ListenerDrained drained) {
    if (phase instanceof Draining draining) {
      int left = draining.listenersLeft() - 1;
      phase = left == 0 ? awaitPersisted(draining) : new Draining(left, draining.replyTo());
    }
    return this;
  }

  /** The connections have ended, so that no mark rises any more. */
  private Behavior<Command> onRoomsPersisted(RoomsPersisted persisted) {
    services
        .readMarks()
        .tell(
            new ReadMarkRegistry.Flush(
                getContext()
                    .messageAdapter(
                        ReadMarkRegistry.Flushed.class, flushed -> new ReadMarksWritten())));
    return this;
  }

  private Behavior<Command> onReadMarksWritten(ReadMarksWritten written) {
    if (phase instanceof Persisting persisting) {
      phase = completeDrain(persisting);
    }
    return this;
  }

  /** Of several failures, the first one in the order of the settings is reported. */
  private Phase completeStart(List<Listener.BindResult> results) {
    results.sort(comparingInt(result -> settings.listeners().indexOf(result.settings())));
    for (Listener.BindResult result : results) {
      result
          .failure()
          .ifPresent(
              cause ->
                  whenListening.completeExceptionally(
                      new CannotListenException(result.settings(), cause)));
    }
    whenListening.complete(results.stream().flatMap(result -> result.address().stream()).toList());
    return Started.INSTANCE;
  }

  private Phase completeUnbind(Unbinding unbinding) {
    unbinding.replyTo().tell(Done.getInstance());
    return Started.INSTANCE;
  }

  private Phase awaitPersisted(Draining draining) {
    services
        .rooms()
        .tell(
            new RoomRegistry.AwaitPersisted(
                getContext().messageAdapter(Done.class, done -> new RoomsPersisted())));
    return new Persisting(draining.replyTo());
  }

  private Phase completeDrain(Persisting persisting) {
    persisting.replyTo().tell(Done.getInstance());
    return Persisted.INSTANCE;
  }
}
