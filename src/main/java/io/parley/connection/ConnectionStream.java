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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.UniqueKillSwitch;
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
 *             +---------+                       +--------+     +--------+
 *   outbox ~~>|         |~~~~~~~~ bytes ~~~~~~~>|        |~~~~>|        |
 *             | dialect |     +---------+       | kill   |     | socket |
 *   actor  <~~|         |<~~~~| read on |<~~~~~~| switch |<~~~~|        |
 *             +---------+     +---------+       +--------+     +--------+
 * </pre>
 *
 * It runs on the system's materializer and not on the actor's, so that it can go on sending what is
 * left when the actor has ended. The kill switch is for the deadline alone: pulling it resets the
 * connection.
 */
public final class ConnectionStream implements Transport {
  private final Flow<ByteString, ByteString, ?> socket;
  private final Side<ServerMessage, ClientMessage> side;
  private final ConnectionSettings settings;
  private final ActorSystem<?> system;
  private final CompletableFuture<Done> inputDone = new CompletableFuture<>();
  private final CompletableFuture<Done> outputDone = new CompletableFuture<>();

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
    return inputDone.thenCombine(outputDone, (in, out) -> in);
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
    AtomicInteger waiting = new AtomicInteger();
    Pair<BoundedSourceQueue<Batch<ServerMessage>>, UniqueKillSwitch> handles =
        Source.<Batch<ServerMessage>>queue(StreamOutbox.capacity(settings.maxOutbox()))
            .map(batch -> taken(batch, waiting))
            .viaMat(side.bidiFlow().atop(edge(), Keep.right()).join(socket), Keep.both())
            .to(input)
            .run(Materializer.matFromSystem(system));
    return new StreamOutbox(
        side,
        settings.maxOutbox(),
        waiting,
        handles.first(),
        () -> startDeadline(handles.second()));
  }

  private Batch<ServerMessage> taken(Batch<ServerMessage> batch, AtomicInteger waiting) {
    waiting.addAndGet(-StreamOutbox.weight(side, batch));
    return batch;
  }

  /**
   * Both directions have the kill switch: a peer may hold up the connection by not reading, or by
   * never closing its side.
   */
  private BidiFlow<ByteString, ByteString, ByteString, ByteString, UniqueKillSwitch> edge() {
    return BidiFlow.fromFlows(
            Flow.of(ByteString.class)
                .watchTermination((none, done) -> noting(done, outputDone, none)),
            Flow.of(ByteString.class)
                .watchTermination((none, done) -> noting(done, inputDone, none))
                .via(new ReadOn()))
        .atop(BidiFlow.fromGraph(KillSwitches.singleBidi()), Keep.right());
  }

  private static <T> T noting(
      CompletionStage<Done> done, CompletableFuture<Done> noted, T passedOn) {
    done.whenComplete((ok, failure) -> noted.complete(Done.getInstance()));
    return passedOn;
  }

  private void startDeadline(UniqueKillSwitch killSwitch) {
    Cancellable deadline =
        system
            .scheduler()
            .scheduleOnce(
                settings.resetAfter(),
                () -> killSwitch.abort(new TimeoutException("the peer did not let go in time")),
                system.executionContext());
    done().whenComplete((done, never) -> deadline.cancel());
  }
}
