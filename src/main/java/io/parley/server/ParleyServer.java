package io.parley.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.parley.account.Accounts;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.conversation.PrivateMessages;
import io.parley.conversation.sql.PrivateMessageStoreFactory;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.tls.ServerCertificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * A running server. It ends with {@link #close} or with the JVM: first the listeners free their
 * ports, then all connections drain, within the drain deadline, then the history is closed.
 */
public final class ParleyServer implements AutoCloseable {
  private static final Duration UNBIND_DEADLINE = Duration.ofSeconds(3);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(1);

  /** Longer than all phases and the closing of the history take with the default settings. */
  private static final Duration EXIT_DEADLINE = Duration.ofSeconds(60);

  private final ActorSystem<ServerGuardian.Command> system;
  private final CompletionStage<Done> terminated;
  private final List<ListenerAddress> addresses;

  private ParleyServer(
      ActorSystem<ServerGuardian.Command> system,
      CompletionStage<Done> terminated,
      List<ListenerAddress> addresses) {
    this.system = system;
    this.terminated = terminated;
    this.addresses = addresses;
  }

  /**
   * Starts a server without TLS and waits until it listens on every port.
   *
   * @param settings read from {@code config}, possibly changed
   * @param config the whole configuration, including Pekko's
   * @throws CannotListenException if a port cannot be bound; the server has ended then
   * @throws HistoryException if the history cannot be opened; no listener or actor is started then
   */
  public static ParleyServer start(ServerSettings settings, Config config)
      throws CannotListenException, HistoryException {
    if (settings.listeners().isEmpty()) {
      throw new IllegalArgumentException("no listeners");
    }
    return start(settings, config, MessageStoreFactory.open(settings.history()), Optional.empty());
  }

  /** Starts a server without TLS, with an open history, like {@link #start}. */
  public static ParleyServer start(ServerSettings settings, Config config, MessageStore store)
      throws CannotListenException, HistoryException {
    return start(settings, config, store, Optional.empty());
  }

  /**
   * Starts a server with an open history, and waits until it listens on every port.
   *
   * @param store closed when the server has ended
   * @param certificate of the listeners with TLS; not empty if there are any
   * @throws CannotListenException if a port cannot be bound; the server has ended then
   * @throws HistoryException if the accounts cannot be loaded; the store is closed then
   */
  public static ParleyServer start(
      ServerSettings settings,
      Config config,
      MessageStore store,
      Optional<ServerCertificate> certificate)
      throws CannotListenException, HistoryException {
    if (settings.hasTls() && certificate.isEmpty()) {
      throw new IllegalArgumentException("no certificate for the listeners with TLS");
    }
    Accounts accounts = openAccounts(settings, store);
    StoredRooms rooms = openRooms(store, accounts);
    PrivateMessages privateMessages =
        new PrivateMessages(
            PrivateMessageStoreFactory.beside(
                store, settings.history(), id -> accounts.find(id).isPresent()),
            settings.privateMessages());
    CompletableFuture<List<ListenerAddress>> whenListening = new CompletableFuture<>();
    ActorSystem<ServerGuardian.Command> system =
        ActorSystem.create(
            ServerGuardian.create(
                settings, store, accounts, privateMessages, rooms, certificate, whenListening),
            "parley",
            config.withValue(
                "pekko.coordinated-shutdown.phases.service-requests-done.timeout",
                ConfigValueFactory.fromAnyRef(drainDeadline(settings).plus(DEADLINE_MARGIN))));
    CompletionStage<Done> terminated =
        endWithJvm(
            system,
            system
                .getWhenTerminated()
                .thenApply(
                    done -> {
                      privateMessages.close();
                      rooms.store().close();
                      accounts.close();
                      store.close();
                      whenListening.completeExceptionally(
                          new IllegalStateException("the server has ended during its start"));
                      return done;
                    }));
    try {
      List<ListenerAddress> addresses = whenListening.join();
      registerShutdownTasks(system, settings);
      return new ParleyServer(system, terminated, addresses);
    } catch (CompletionException e) {
      system.terminate();
      terminated.toCompletableFuture().join();
      if (e.getCause() instanceof CannotListenException cannotListen) {
        throw cannotListen;
      }
      throw e;
    }
  }

  private static Accounts openAccounts(ServerSettings settings, MessageStore store)
      throws HistoryException {
    try {
      return Accounts.open(AccountStoreFactory.beside(store), settings.accounts());
    } catch (HistoryException e) {
      store.close();
      throw e;
    }
  }

  private static StoredRooms openRooms(MessageStore store, Accounts accounts)
      throws HistoryException {
    try {
      return StoredRooms.open(store, accounts);
    } catch (HistoryException e) {
      accounts.close();
      store.close();
      throw e;
    }
  }

  /** The addresses of all listeners, in the order of the settings. */
  public List<ListenerAddress> addresses() {
    return addresses;
  }

  /** Changes the settings that a running server can change; the others are ignored. */
  public void reload(ServerSettings settings) {
    system.tell(new ServerGuardian.Reload(settings));
  }

  /** The actor system, for further shutdown tasks. */
  public ActorSystem<?> system() {
    return system;
  }

  /** Completes when the server has ended and the history is closed. */
  public CompletionStage<Done> whenTerminated() {
    return terminated;
  }

  /** Ends the server and waits until it has ended. */
  @Override
  public void close() {
    system.terminate();
    whenTerminated().toCompletableFuture().join();
  }

  /**
   * Ends the server with the JVM, whose exit waits until the history is closed. Pekko's own hook
   * waits only for actors, and is missing if the JVM begins to exit before it is added.
   */
  private static CompletionStage<Done> endWithJvm(
      ActorSystem<ServerGuardian.Command> system, CompletionStage<Done> terminated) {
    CompletableFuture<Done> end = terminated.toCompletableFuture();
    Runtime runtime = Runtime.getRuntime();
    Thread hook =
        new Thread(
            () -> {
              CompletionStage<Done> unused =
                  CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
              end.copy().orTimeout(EXIT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS).join();
            },
            "parley-end");
    hook.setUncaughtExceptionHandler((thread, timeout) -> {}); // after the deadline the JVM exits
    try {
      runtime.addShutdownHook(hook);
    } catch (IllegalStateException e) { // the JVM is exiting
      system.terminate();
      return end;
    }
    return end.whenComplete(
        (done, failure) -> {
          try {
            runtime.removeShutdownHook(hook);
          } catch (IllegalStateException e) {
            // The JVM is exiting and runs the hook.
          }
        });
  }

  private static void registerShutdownTasks(
      ActorSystem<ServerGuardian.Command> system, ServerSettings settings) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "unbind",
        () ->
            AskPattern.ask(
                system, ServerGuardian.Unbind::new, UNBIND_DEADLINE, system.scheduler()));
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "drain",
        () ->
            AskPattern.ask(
                system, ServerGuardian.Drain::new, drainDeadline(settings), system.scheduler()));
  }

  /** The time for connections to leave their rooms and drain, and a margin. */
  private static Duration drainDeadline(ServerSettings settings) {
    return settings.connection().drain().plus(DEADLINE_MARGIN);
  }
}
