package io.parley.client;

import static java.util.Objects.requireNonNull;

import io.parley.client.command.CommandCompleter;
import io.parley.client.command.CommandHandler;
import io.parley.client.command.CommandTable;
import io.parley.client.command.MessageSender;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.Outbox;
import io.parley.client.local.KeptRooms;
import io.parley.client.local.LocalStore;
import io.parley.client.local.StorageQueue;
import io.parley.client.local.StorageRequest;
import io.parley.client.model.ScreenSnapshot;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.reconnect.Reconnector;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.Connector;
import io.parley.client.transport.ProtocolDetector;
import io.parley.dialect.Dialect;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The parts of a client, wired in one place. All parts but the screen, the snapshot and the futures
 * belong to the client's actor.
 *
 * @param detector recognizes a server that does not speak the dialect
 * @param trust the certificates to accept; empty without TLS
 * @param startRooms the rooms to join as soon as the client is registered
 * @param keptRooms the rooms of the last time
 * @param store the files of the server; empty for a script
 * @param snapshot written by the actor, read by the threads of the screen
 * @param connected completed with the first connection, or failed with the reason why there is none
 * @param registered completed when a server accepts the nickname for the first time
 * @param exitStatus completed at the end
 */
record ClientSetup(
    ClientSettings settings,
    Dialect dialect,
    ProtocolDetector detector,
    Screen screen,
    ScreenTraits traits,
    String host,
    int port,
    Optional<CertificateTrust> trust,
    StartRooms startRooms,
    KeptRooms keptRooms,
    ClientState state,
    Outbox outbox,
    ScreenUpdates updates,
    CommandTable commandTable,
    CommandHandler commandHandler,
    MessageReducer reducer,
    Optional<LocalStore> store,
    AtomicReference<ScreenSnapshot> snapshot,
    CompletableFuture<Done> connected,
    CompletableFuture<Done> registered,
    CompletableFuture<Integer> exitStatus) {

  /**
   * Wires a client, and loads what is kept for the server. This waits for the disk.
   *
   * @param trust the certificates to accept; empty without TLS
   * @param room the room to join and to show; empty for that of the last time
   * @param moreRooms further rooms to join
   * @param files the files of the server; a script does not use them
   */
  static ClientSetup create(
      ClientSettings settings,
      ProtocolDetector detector,
      Screen screen,
      String nickname,
      String host,
      int port,
      Optional<CertificateTrust> trust,
      Optional<String> room,
      List<String> moreRooms,
      Clock clock,
      Optional<LocalStore> files) {
    Dialect dialect = detector.spoken();
    ReconnectSettings reconnect = settings.reconnect();
    ScreenTraits traits = screen.traits();
    ScreenUpdates updates = new ScreenUpdates();
    Optional<LocalStore> store = files.filter(any -> traits.interactive());
    StorageQueue storage =
        store.isPresent() ? StorageQueue.create(settings.keep()) : StorageQueue.disabled();
    MemberLists memberLists = new MemberLists();
    MessageFilter filter = new MessageFilter(settings.screen().highlight(), memberLists);
    if (storage.keeps(StorageRequest.Kind.IGNORED_USERS)) {
      store
          .map(any -> any.loadIgnoredUsers(updates::showDiagnostic))
          .ifPresent(all -> all.forEach(filter.ignored()::add));
    }
    KeptRooms keptRooms =
        store
            .filter(any -> storage.keeps(StorageRequest.Kind.ROOMS))
            .map(any -> any.loadRooms(updates::showDiagnostic))
            .orElse(KeptRooms.NONE);
    ClientState state =
        ClientState.create(
            dialect,
            nickname,
            memberLists,
            filter,
            reconnect.maxPending(),
            new ClientHeartbeat(
                reconnect.pingInterval(), reconnect.silenceTimeout(), System::nanoTime),
            storage,
            clock);
    if (traits.once()) {
      state.registration().announceOnce();
    }
    Outbox outbox = new Outbox();
    MessageFormatter formatter = screen.formatter(state.rooms(), clock, updates::showRefusal);
    MessageSender sender = new MessageSender(dialect, traits, formatter, state, outbox, updates);
    return new ClientSetup(
        settings,
        dialect,
        detector,
        screen,
        traits,
        host,
        port,
        trust,
        StartRooms.create(
            keptRooms,
            room.map(RoomName::sanitize),
            moreRooms.stream().map(RoomName::sanitize).toList()),
        keptRooms,
        state,
        outbox,
        updates,
        new CommandTable(traits.windows(), clock.getZone()),
        new CommandHandler(traits, state, formatter, sender, updates),
        new MessageReducer(state, traits, formatter, settings.screen().joins(), clock),
        store,
        new AtomicReference<>(state.snapshot(host + ":" + port)),
        new CompletableFuture<>(),
        new CompletableFuture<>(),
        new CompletableFuture<>());
  }

  /** The address, as the user knows it. */
  String server() {
    return host + ":" + port;
  }

  Connector connector() {
    return new Connector(detector.system(), settings.connectTimeout(), trust);
  }

  /** The commands that join the rooms of the start, in their order. */
  List<UserCommand> initialJoins() {
    return startRooms.requests(traits.windows()).stream()
        .<UserCommand>map(
            name -> new UserCommand.SendRequest(new Request.Join(name.value()), "rooms"))
        .toList();
  }

  CommandCompleter completer() {
    return new CommandCompleter(
        commandTable,
        state.rooms(),
        state.roomDirectory(),
        state.memberLists(),
        state.restrictions(),
        state::windows,
        state.registration()::isSelf);
  }

  /** The number of attempts of a user is not limited. */
  Reconnector reconnector() {
    ReconnectSettings reconnect = settings.reconnect();
    return new Reconnector(
        server(),
        reconnect.initialDelay(),
        reconnect.maxDelay(),
        traits.interactive() ? OptionalInt.empty() : OptionalInt.of(reconnect.maxAttempts()),
        traits.windows(),
        new Random()::nextDouble,
        System::nanoTime);
  }

  /** The latest snapshot; for any thread. */
  ScreenSnapshot latestSnapshot() {
    return requireNonNull(snapshot.get());
  }

  ActorRef<ScreenActor.Draw> spawnScreen(ActorContext<ClientActor.Command> context) {
    return context.spawn(
        ScreenActor.create(screen, this::latestSnapshot, context.getSelf()),
        "screen",
        DispatcherSelector.blocking());
  }

  /** The actor that writes the files; empty if nothing is kept. */
  Optional<ActorRef<StorageRequest>> spawnStorage(ActorContext<ClientActor.Command> context) {
    return store.map(
        files ->
            context.spawn(
                StorageActor.create(files, context.getSelf()),
                "storage",
                DispatcherSelector.blocking()));
  }

  ActorRef<InputActor.ReadLine> spawnInput(ActorContext<ClientActor.Command> context) {
    return context.spawn(
        InputActor.create(screen, commandTable, context.getSelf()),
        "input",
        DispatcherSelector.blocking());
  }
}
