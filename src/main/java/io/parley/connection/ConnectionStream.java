package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Dialect;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.util.ByteString;

/**
 * The stream of one connection.
 *
 * <pre>
 *             +---------+             +------+             +--------+
 *   outbox ~~>|         |~~~ bytes ~~>|      |~~~ bytes ~~>|        |
 *             | dialect |             | edge |             | socket |
 *   actor  <~~|         |<~~ bytes ~~~|      |<~~ bytes ~~~|        |
 *             +---------+             +------+             +--------+
 * </pre>
 *
 * It runs on the system's materializer and not on the actor's, so that it can go on sending what is
 * left when the actor has ended. Resetting it at its edge is for the deadline alone.
 */
public final class ConnectionStream implements Transport {
  private static final BidiFlow<ByteString, ByteString, ByteString, ByteString, Edge.Control> EDGE =
      BidiFlow.fromGraph(new Edge());

  private final Flow<ByteString, ByteString, ?> socket;
  private final Side<ServerMessage, ClientMessage> side;
  private final ConnectionSettings settings;
  private final ActorSystem<?> system;
  private final CompletableFuture<Done> done = new CompletableFuture<>();

  public ConnectionStream(
      Flow<ByteString, ByteString, ?> socket,
      Dialect dialect,
      ConnectionSettings settings,
      ActorSystem<?> system) {
    this.socket = socket;
    this.side = dialect.serverSide();
    this.settings = settings;
    this.system = system;
  }

  /** Completed, never with a failure, when an opened stream has ended in both directions. */
  public CompletionStage<Done> done() {
    return done;
  }

  @Override
  public Outbox open(ActorRef<ConnectionActor.Command> connection) {
    return run(
        ActorSink.actorRefWithBackpressure(
            connection,
            (ActorRef<ConnectionActor.Ack> ackTo, Received<ClientMessage> received) ->
                new ConnectionActor.Input(received, ackTo),
            ConnectionActor.InputReady::new,
            ConnectionActor.Ack.INSTANCE,
            ConnectionActor.InputEnded.INSTANCE,
            ConnectionActor.InputFailed::new));
  }

  /** Opens it only to say one thing and to close. */
  public void dismiss(Batch<ServerMessage> lastWord) {
    Outbox outbox = run(Sink.cancelled());
    outbox.lastWord(lastWord);
    outbox.close();
  }

  private Outbox run(Sink<Received<ClientMessage>, NotUsed> input) {
    Pair<OutboxSource.Feed, Edge.Control> handles =
        Source.fromGraph(StreamOutbox.source(side, settings.maxOutbox()))
            .viaMat(side.bidiFlow().atop(EDGE, Keep.right()).join(socket), Keep.both())
            .to(input)
            .run(Materializer.matFromSystem(system));
    handles.second().done().whenComplete((ended, never) -> done.complete(ended));
    return new StreamOutbox(handles.first(), () -> startDeadline(handles.second()));
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
