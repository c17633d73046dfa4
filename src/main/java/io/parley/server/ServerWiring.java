package io.parley.server;

import io.parley.account.AccountEvent;
import io.parley.account.Accounts;
import io.parley.connection.ChatServices;
import io.parley.connection.OutputBudget;
import io.parley.conversation.PrivateMessages;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.protocol.Nickname;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.HistoryWriter;
import io.parley.room.ProfileWriter;
import io.parley.room.QuerySettings;
import io.parley.room.RoomAccess;
import io.parley.room.RoomDependencies;
import io.parley.room.RoomHistoryLoader;
import io.parley.room.RoomRegistry;
import io.parley.tls.ServerCertificate;
import io.parley.wire.WireContext;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the children of the guardian with their dependencies. */
record ServerWiring(
    ActorContext<?> context,
    ServerSettings settings,
    MessageStore store,
    Accounts accounts,
    PrivateMessages privateMessages,
    StoredRooms rooms,
    Optional<ServerCertificate> certificate) {
  private static final Logger log = LoggerFactory.getLogger(ServerWiring.class);

  /** The dispatcher that answers queries of the history, in pekko.conf. */
  private static final String READER_DISPATCHER = "parley-history-reader-dispatcher";

  /** The dispatcher that loads the history of rooms, in pekko.conf. */
  private static final String LOADER_DISPATCHER = "parley-history-loader-dispatcher";

  /** The number of threads of the query dispatcher that search; one more reads. */
  private static final int MAX_SEARCHES = 2;

  /**
   * The connections to the database that answer no queries: two write, one loads rooms. The setting
   * leaves at least two others.
   */
  private static final int RESERVED_CONNECTIONS = 3;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /** Spawns the registries of nicknames and rooms, and the actors of the history. */
  ChatServices spawnServices(MemoryCounter memory) {
    ActorRef<HistoryReader.Command> reader =
        context.spawn(
            resumeOnFailure(
                HistoryReader.create(
                    store,
                    querySettings(),
                    executor(DispatcherSelector.fromConfig(READER_DISPATCHER)))),
            "history-reader");
    ActorRef<RoomHistoryLoader.Command> loader =
        context.spawn(
            resumeOnFailure(
                RoomHistoryLoader.create(
                    store,
                    RETRY_DELAY,
                    executor(DispatcherSelector.fromConfig(LOADER_DISPATCHER)))),
            "history-loader");
    ActorRef<HistoryWriter.Command> writer =
        context.spawn(
            resumeOnFailure(HistoryWriter.create(store, RETRY_DELAY)),
            "history-writer",
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    RoomAccess access = spawnProfileWriter();
    ActorRef<RoomRegistry.Command> roomRegistry =
        context.spawn(
            RoomRegistry.create(
                (name, counts) ->
                    ChatRoom.create(name, roomDependencies(loader, writer, counts, access, memory)),
                access,
                settings.connection().autoJoin(),
                settings.roomLimits()),
            "rooms");
    ActorRef<NicknameRegistry.Command> nicknames =
        context.spawn(
            resumeOnFailure(
                NicknameRegistry.create(
                    InstantSource.system(),
                    accounts::ownerOf,
                    access.profiles(),
                    rooms.bans(),
                    access.writer(),
                    Optional.of(privateMessages).filter(each -> each.settings().kept()))),
            "nicknames");
    accounts.listen(event -> nicknames.tell(new NicknameRegistry.AccountChanged(event)));
    ActorRef<ReadMarkRegistry.Command> readMarks =
        context.spawn(resumeOnFailure(ReadMarkRegistry.create(accounts, reader)), "read-marks");
    accounts.listen(
        event -> {
          if (event instanceof AccountEvent.AccountRemoved removed) {
            privateMessages.removeAccount(removed.account().id());
            readMarks.tell(new ReadMarkRegistry.AccountRemoved(removed.account().id()));
            access.writer().tell(new ProfileWriter.AccountRemoved(removed.account().id()));
          }
        });
    return new ChatServices(nicknames, roomRegistry, reader, readMarks, accounts, rooms.bans());
  }

  private RoomAccess spawnProfileWriter() {
    ActorRef<ProfileWriter.Command> writer =
        context.spawn(
            resumeOnFailure(
                ProfileWriter.create(
                    rooms.store(),
                    rooms.profiles(),
                    rooms.bans(),
                    settings.access(),
                    InstantSource.system())),
            "profile-writer",
            DispatcherSelector.fromConfig(ProfileWriter.DISPATCHER));
    return new RoomAccess(rooms.profiles(), writer, accounts, settings.access());
  }

  /** Loads what the first registration needs, so that it need not wait for it. */
  void loadNicknameTables() {
    executor(DispatcherSelector.blocking()).execute(Nickname::loadTables);
  }

  /** Spawns the actor that deletes messages at this age. */
  ActorRef<HistoryPruner.Command> spawnPruner(Duration retention) {
    return context.spawnAnonymous(
        resumeOnFailure(
            HistoryPruner.create(
                store,
                privateMessages.store(),
                retention,
                InstantSource.system(),
                executor(DispatcherSelector.blocking()))));
  }

  /** Spawns the actors that keep the history within its size and its disk. */
  void spawnHistoryLimits() {
    HistorySettings history = settings.history();
    context.spawn(
        resumeOnFailure(
            HistoryPruner.createForRooms(
                store,
                rooms.profiles(),
                InstantSource.system(),
                executor(DispatcherSelector.blocking()))),
        "room-pruner");
    history
        .maxSize()
        .ifPresent(
            maxSize ->
                context.spawn(
                    resumeOnFailure(
                        HistoryPruner.createForSize(
                            store, maxSize, executor(DispatcherSelector.blocking()))),
                    "size-pruner"));
    history
        .file()
        .ifPresent(
            file ->
                context.spawn(
                    resumeOnFailure(
                        DiskSpaceMonitor.create(file, executor(DispatcherSelector.blocking()))),
                    "disk-space-monitor"));
    if (history.maxSize().isPresent() && history.file().isEmpty()) {
      log.warn("parley.history.max-size has no effect: it applies to SQLite only");
    }
  }

  /** Spawns the actor that reads the certificate again when it changes; none without TLS. */
  Optional<ActorRef<CertificateWatch.Command>> spawnCertificateWatch() {
    return certificate.map(
        current ->
            context.spawn(
                resumeOnFailure(
                    CertificateWatch.create(
                        current,
                        settings.tls().checkInterval(),
                        InstantSource.system(),
                        executor(DispatcherSelector.blocking()))),
                "certificate-watch"));
  }

  /** Spawns a listener for each port, in the order of the settings. */
  List<ActorRef<Listener.Command>> spawnListeners(
      ChatServices services,
      ConnectionAdmission admission,
      OutputBudget budget,
      ActorRef<Listener.BindResult> bindResultReplyTo) {
    WireContext wire = wireContext(budget.inputMemory());
    LongSupplier connectionIds = new AtomicLong()::incrementAndGet;
    List<ActorRef<Listener.Command>> listeners = new ArrayList<>();
    for (ListenerSettings listener : settings.listeners()) {
      Dialect dialect = Dialects.find(listener.dialect(), wire).orElseThrow();
      listeners.add(
          context.spawn(
              Listener.create(
                  listener,
                  settings,
                  dialect,
                  certificate.filter(present -> listener.tls()),
                  services,
                  admission,
                  budget,
                  connectionIds,
                  bindResultReplyTo),
              "listener-" + (listeners.size() + 1) + "-" + listener.dialect(),
              DispatcherSelector.fromConfig(Listener.DISPATCHER)));
    }
    return listeners;
  }

  /** The memory of all that waits for clients. */
  OutputBudget outputBudget() {
    return OutputBudget.ofHeap(settings.connection().outputMemoryPercent());
  }

  private WireContext wireContext(InputMemory inputMemory) {
    return new WireContext(
        JacksonObjectMapperProvider.get(context.getSystem())
            .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
        settings.maxFrame(),
        settings.connection().maxText(),
        settings.wire(),
        settings.replayHistory(),
        InstantSource.system(),
        0,
        inputMemory);
  }

  /** What admits the connections of all listeners. */
  ConnectionAdmission connectionAdmission(OutputBudget budget) {
    return new ConnectionAdmission(
        settings.address(), settings.inputRates(), connectionLimit(), budget);
  }

  private ConnectionLimit connectionLimit() {
    ConnectionLimit limit =
        ConnectionLimit.create(settings.maxConnections(), settings.acceptBacklog());
    if (limit.max() < settings.maxConnections()) {
      log.warn(
          "Too few file descriptors (ulimit -n) for {} connections; the limit is {}",
          settings.maxConnections(),
          limit.max());
    }
    return limit;
  }

  private RoomDependencies roomDependencies(
      ActorRef<RoomHistoryLoader.Command> loader,
      ActorRef<HistoryWriter.Command> writer,
      ActorRef<? super RoomRegistry.OccupancyChanged> counts,
      RoomAccess access,
      MemoryCounter memory) {
    return new RoomDependencies(
        settings.room(),
        loader,
        writer,
        counts,
        access,
        memory,
        InstantSource.system(),
        System::nanoTime);
  }

  private QuerySettings querySettings() {
    int connections = settings.history().maxConnections() - RESERVED_CONNECTIONS;
    return new QuerySettings(
        settings.connection().historyTimeout(),
        settings.connection().maxQueuedQueries(),
        1,
        Math.min(MAX_SEARCHES, connections - 1),
        settings.connection().searchBudget());
  }

  private Executor executor(DispatcherSelector dispatcher) {
    return context.getSystem().dispatchers().lookup(dispatcher);
  }

  private static <T> Behavior<T> resumeOnFailure(Behavior<T> behavior) {
    return Behaviors.supervise(behavior)
        .onFailure(RuntimeException.class, SupervisorStrategy.resume());
  }
}
