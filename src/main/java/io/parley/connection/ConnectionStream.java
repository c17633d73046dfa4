package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
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
  private Optional<RunnableGraph<Pair<ActorEnd.Control, Edge.Control>>> blueprint;

  private final ConnectionSettings settings;
  private final ActorSystem<?> system;
  private final CompletableFuture<Done> done = new CompletableFuture<>();

  public ConnectionStream(
      Flow<ByteString, ByteString, ?> socket,
      ConnectionBlueprint blueprint,
      ConnectionSettings settings,
      ActorSystem<?> system) {
    this.blueprint = Optional.of(blueprint.over(socket));
    this.settings = settings;
    this.system = system;
  }

  /** Completed, never with a failure, when an opened stream has ended in both directions. */
  public CompletionStage<Done> done() {
    return done;
  }

  @Override
  public Outbox open(ActorRef<ConnectionActor.Command> connection) {
    return run(end -> end.bringTo(connection));
  }

  /** Opens it only to say one thing and to close. */
  public void dismiss(Batch<ServerMessage> lastWord) {
    Outbox outbox = run(ActorEnd.Control::cancel);
    outbox.lastWord(lastWord);
    outbox.close();
  }

  private Outbox run(Consumer<ActorEnd.Control> begin) {
    Pair<ActorEnd.Control, Edge.Control> ends =
        blueprint.orElseThrow().run(Materializer.matFromSystem(system));
    blueprint = Optional.empty();
    ends.second().done().whenComplete((ended, never) -> done.complete(ended));
    begin.accept(ends.first());
    return new StreamOutbox(ends.first(), () -> startDeadline(ends.second()));
  }

  private void startDeadline(Edge.Control edge) {
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
