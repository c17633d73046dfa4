package io.parley.connection.stream;

import io.parley.connection.ConnectionActor;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.OutboundQueue;
import io.parley.connection.Transport;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
 * The stream of one connection, as its {@link ConnectionBlueprint} has it.
 *
 * <p>It runs on the system's materializer and not on the actor's, so that it can go on sending what
 * is left when the actor has ended. Resetting it at its edge is for the deadline alone.
 */
public final class ConnectionStream implements Transport {
  /** Only until it is open: its description would take half a KiB of each connection. */
  private Optional<RunnableGraph<Pair<ActorBridgeStage.Control, LingeringCloseStage.Control>>>
      graph;

  private final ConnectionSettings settings;
  private final ActorSystem<?> system;
  private final CompletableFuture<Done> done = new CompletableFuture<>();

  public ConnectionStream(
      Flow<ByteString, ByteString, ?> socket,
      ConnectionBlueprint blueprint,
      ConnectionSettings settings,
      ActorSystem<?> system) {
    this.graph = Optional.of(blueprint.graph(socket));
    this.settings = settings;
    this.system = system;
  }

  /** Completed, never with a failure, when an opened stream has ended in both directions. */
  public CompletionStage<Done> done() {
    return done;
  }

  @Override
  public OutboundQueue open(ActorRef<ConnectionActor.Command> connection) {
    return materialize(end -> end.connectTo(connection));
  }

  /** Opens it only to say one thing and to close. */
  public void sendFinalAndClose(Batch<ServerMessage> lastWord) {
    OutboundQueue outbox = materialize(ActorBridgeStage.Control::cancel);
    outbox.offerFinal(lastWord);
    outbox.close();
  }

  private OutboundQueue materialize(Consumer<ActorBridgeStage.Control> begin) {
    Pair<ActorBridgeStage.Control, LingeringCloseStage.Control> ends =
        graph.orElseThrow().run(Materializer.matFromSystem(system));
    graph = Optional.empty();
    ends.second().done().whenComplete((ended, never) -> done.complete(ended));
    begin.accept(ends.first());
    return new StreamOutboundQueue(ends.first(), () -> startDeadline(ends.second()));
  }

  private void startDeadline(LingeringCloseStage.Control edge) {
    if (done.isDone()) {
      return; // the peer went first
    }
    Cancellable deadline =
        system
            .scheduler()
            .scheduleOnce(
                settings.resetAfter(),
                () -> edge.reset().invoke(new TimeoutException("the peer did not let go in time")),
                system.executionContext());
    done().whenComplete((ended, never) -> deadline.cancel());
  }
}
