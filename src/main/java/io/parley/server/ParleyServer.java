package io.parley.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * A running server. It ends by {@link #close} or with the JVM: listeners close first, then what is
 * under way goes out and every client sees the end, and that takes no longer than the drain
 * deadline.
 */
public final class ParleyServer implements AutoCloseable {
  private static final Duration UNBIND_DEADLINE = Duration.ofSeconds(3);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(1);

  /** More than all phases and the closing of the history may take with the usual settings. */
  private static final Duration EXIT_DEADLINE = Duration.ofSeconds(60);

  private final ActorSystem<ServerGuardian.Command> system;
  private final CompletionStage<Done> terminated;
  private final List<ListenerAddress> addresses;

  private ParleyServer(
      ActorSystem<ServerGuardian.Command> system,
      CompletionStage<Done> terminated,
      List<ListenerAddress> endpoints) {
    this.system = system;
    this.terminated = terminated;
    this.addresses = endpoints;
  }

  /**
   * Starts a server and waits until it listens on every port.
   *
   * @param settings what {@link ServerSettings#read} made of {@code config}, or a variant of that
   * @param config the whole configuration, Pekko's part of it too
   * @throws CannotListenException if a port cannot be bound; nothing is left running then
   * @throws HistoryException if the history cannot be used; then nothing was started
   */
  public static ParleyServer start(ServerSettings settings, Config config)
      throws CannotListenException, HistoryException {
    if (settings.listeners().isEmpty()) {
      throw new IllegalArgumentException("a server without a listener");
    }
    MessageStore store = MessageStoreFactory.open(settings.history());
    CompletableFuture<List<ListenerAddress>> whenListening = new CompletableFuture<>();
    ActorSystem<ServerGuardian.Command> system =
        ActorSystem.create(
            ServerGuardian.create(settings, store, whenListening),
            "parley",
            config.withValue(
                "pekko.coordinated-shutdown.phases.service-requests-done.timeout",
                ConfigValueFactory.fromAnyRef(drainDeadline(settings).plus(DEADLINE_MARGIN))));
    CompletionStage<Done> terminated =
        delayJvmExit(
            system
                .getWhenTerminated()
                .thenApply(
                    done -> {
                      store.close();
                      whenListening.completeExceptionally(
                          new IllegalStateException("the server ended while it started"));
                      return done;
                    }));
    try {
      List<ListenerAddress> endpoints = whenListening.join();
      registerShutdownTasks(system, settings);
      return new ParleyServer(system, terminated, endpoints);
    } catch (CompletionException e) {
      system.terminate();
      terminated.toCompletableFuture().join();
      if (e.getCause() instanceof CannotListenException cannotListen) {
        throw cannotListen;
      }
      throw e;
    }
  }

  public List<ListenerAddress> addresses() {
    return addresses;
  }

  /** The actor system, for those who want to add to its shutdown. */
  public ActorSystem<?> system() {
    return system;
  }

  /** Completed when everything has ended. */
  public CompletionStage<Done> whenTerminated() {
    return terminated;
  }

  /** Ends the server, and returns when it has ended. */
  @Override
  public void close() {
    system.terminate();
    whenTerminated().toCompletableFuture().join();
  }

  /** Pekko makes the JVM wait for its actors, but not for what comes after them. */
  private static CompletionStage<Done> delayJvmExit(CompletionStage<Done> terminated) {
    CompletableFuture<Done> end = terminated.toCompletableFuture();
    Runtime runtime = Runtime.getRuntime();
    Thread waiting =
        new Thread(
            () -> end.copy().orTimeout(EXIT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS).join(),
            "parley-end");
    waiting.setUncaughtExceptionHandler((thread, overdue) -> {}); // then it ends as by a kill
    runtime.addShutdownHook(waiting);
    return end.whenComplete(
        (done, failure) -> {
          try {
            runtime.removeShutdownHook(waiting);
          } catch (IllegalStateException e) {
            // The JVM is ending already, and waits.
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

  /**
   * A leaving member may take one drain deadline until its farewell, though it takes milliseconds,
   * and then its stream one.
   */
  private static Duration drainDeadline(ServerSettings settings) {
    return settings.connection().drain().plus(DEADLINE_MARGIN);
  }
}
