package io.parley.connection.stream;

import io.parley.connection.ConnectionActor;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.PeerStream;
import io.parley.connection.Transport;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.util.ByteString;

/**
 * The stream of one connection, made from a {@link ConnectionBlueprint}.
 *
 * <p>It runs on the materializer of the system and not of the actor, so that it still sends queued
 * messages after the actor has stopped. Only the drain deadline resets it.
 */
public final class ConnectionStream implements Transport {
  /** The time for the reason of a drop to reach a peer that reads; its memory is needed. */
  private static final Duration RESET_DROPPED_AFTER = Duration.ofMillis(250);

  /** Empty after {@link #open}, because a graph takes 0.5 KiB. */
  private Optional<RunnableGraph<Pair<ActorBridgeStage.Control, LingeringCloseStage.Control>>>
      graph;

  private final ConnectionSettings settings;
  private final ActorSystem<?> system;
  private final CompletableFuture<Done> done = new CompletableFuture<>();
  private volatile boolean closing;

  /**
   * Creates a stream that is not open.
   *
   * @param rateLimit empty if the rates of input do not apply
   */
  public ConnectionStream(
      Flow<ByteString, ByteString, ?> socket,
      ConnectionBlueprint blueprint,
      Optional<InputRateLimit> rateLimit,
      ConnectionSettings settings,
      ActorSystem<?> system) {
    this.graph = Optional.of(blueprint.graph(socket, rateLimit));
    this.settings = settings;
    this.system = system;
  }

  /** Completes, never with a failure, when the open stream has ended in both directions. */
  public CompletionStage<Done> done() {
    return done;
  }

  @Override
  public PeerStream open(ActorRef<ConnectionActor.Command> connection) {
    return materialize(
        (bridge, lingeringClose) -> {
          bridge.connectTo(connection);
          lingeringClose.stalled().thenRun(() -> reportStall(connection));
        });
  }

  /** Opens it, sends one batch and closes it. */
  public void sendFinalAndClose(Batch<ServerMessage> lastBatch) {
    PeerStream queue = materialize((bridge, lingeringClose) -> bridge.cancel());
    queue.offerFinal(lastBatch);
    queue.close();
  }

  /** A connection that closes has a deadline already. */
  private void reportStall(ActorRef<ConnectionActor.Command> connection) {
    if (!closing) {
      connection.tell(ConnectionActor.PeerStalled.INSTANCE);
    }
  }

  private PeerStream materialize(
      BiConsumer<ActorBridgeStage.Control, LingeringCloseStage.Control> start) {
    Pair<ActorBridgeStage.Control, LingeringCloseStage.Control> ends =
        graph.orElseThrow().run(Materializer.matFromSystem(system));
    graph = Optional.empty();
    ends.second().done().whenComplete((ended, never) -> done.complete(ended));
    start.accept(ends.first(), ends.second());
    return new BridgedPeerStream(
        ends.first(),
        () ->
            startDeadline(
                ends.second(),
                ends.first().isDropped() ? RESET_DROPPED_AFTER : settings.resetAfter()));
  }

  private void startDeadline(LingeringCloseStage.Control lingeringClose, Duration resetAfter) {
    closing = true;
    if (done.isDone()) {
      return; // the peer has closed it
    }
    Cancellable deadline =
        system
            .scheduler()
            .scheduleOnce(
                resetAfter,
                () ->
                    lingeringClose
                        .reset()
                        .invoke(
                            new TimeoutException("the peer did not close the connection in time")),
                system.executionContext());
    done().whenComplete((ended, never) -> deadline.cancel());
  }
}
