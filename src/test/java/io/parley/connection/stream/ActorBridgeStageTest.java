package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.connection.ConnectionActor;
import io.parley.connection.OutputBudget;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge of a stream whose other ends are two queues. */
class ActorBridgeStageTest {
  private static final int MANY = 20_000;
  private static final long BUDGET = 1_000_000_000;

  private final ActorTestKit kit = ActorTestKit.create("end", TestServers.config());
  private final TestProbe<ConnectionActor.Command> connection = kit.createTestProbe();
  private final Materializer materializer = Materializer.createMaterializer(kit.system());
  private final OutputBudget budget = new OutputBudget(BUDGET);
  private final Pair<
          Pair<BoundedSourceQueue<DecodeResult<ClientMessage>>, ActorBridgeStage.Control>,
          SinkQueueWithCancel<Batch<ServerMessage>>>
      run =
          Source.<DecodeResult<ClientMessage>>queue(10)
              .viaMat(Flow.fromGraph(new ActorBridgeStage(MANY * 100, MANY, budget)), Keep.both())
              .toMat(Sink.queue(), Keep.both())
              .run(materializer);
  private final BoundedSourceQueue<DecodeResult<ClientMessage>> fromPeer = run.first().first();
  private final ActorBridgeStage.Control control = run.first().second();
  private final SinkQueueWithCancel<Batch<ServerMessage>> toPeer = run.second();

  @BeforeEach
  void setEncoder() {
    control.encodeWith(() -> messages -> EncodedFrames.of(List.of()));
  }

  private final IllegalStateException broken = new IllegalStateException("reset by peer");

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void delivers_next_message_after_acknowledgement() {
    fromPeer.offer(received("one"));
    fromPeer.offer(received("two"));
    start();
    control.acknowledge();
    ConnectionActor.Input first = connection.expectMessageClass(ConnectionActor.Input.class);
    connection.expectNoMessage(Duration.ZERO);
    control.acknowledge();

    assertEquals(received("one"), first.received());
    assertEquals(
        received("two"), connection.expectMessageClass(ConnectionActor.Input.class).received());
  }

  @Test
  void reports_input_end_after_last_message_is_acknowledged() {
    fromPeer.offer(received("bye"));
    fromPeer.complete();
    start();
    control.acknowledge();
    connection.expectMessageClass(ConnectionActor.Input.class);
    connection.expectNoMessage(Duration.ZERO);
    control.acknowledge();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void reports_input_end_that_preceded_the_actor() {
    fromPeer.complete();
    start();
    control.acknowledge();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void reports_input_failure_at_once() {
    fromPeer.offer(received("one"));
    start();
    control.acknowledge();
    connection.expectMessageClass(ConnectionActor.Input.class);
    fromPeer.fail(broken);

    connection.expectMessage(new ConnectionActor.InputFailed(broken));
  }

  @Test
  void reports_failure_that_preceded_the_actor() {
    fromPeer.fail(broken);
    start();
    control.acknowledge();

    connection.expectMessage(new ConnectionActor.InputFailed(broken));
  }

  @Test
  void reports_input_end_after_downstream_cancelled() {
    toPeer.cancel();
    fromPeer.complete();
    start();
    control.acknowledge();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void reports_abrupt_stream_termination() {
    start();
    materializer.shutdown();

    assertInstanceOf(
        AbruptStageTerminationException.class,
        connection.expectMessageClass(ConnectionActor.InputFailed.class).cause());
  }

  @Test
  void cancelled_input_is_not_pulled_while_output_continues() throws Exception {
    control.cancel();
    connection.awaitAssert(
        () -> {
          assertTrue(fromPeer.isCompleted());
          return null;
        });
    control.acknowledge(); // the actor does not know of the cancellation yet

    control.sendQueue().offerFinal(batch(1));
    control.sendQueue().complete();
    assertEquals(Optional.of(batch(1).messages()), next());
    assertEquals(Optional.empty(), next());
  }

  @Test
  void sends_queued_batches_in_order_and_completes() throws Exception {
    // The stream sleeps and wakes whenever it is faster than this thread.
    IntStream.range(0, MANY).forEach(i -> control.sendQueue().offerFinal(batch(i)));
    control.sendQueue().complete();

    for (int i = 0; i < MANY; i++) {
      assertEquals(Optional.of(batch(i).messages()), next());
    }
    assertEquals(Optional.empty(), next());
  }

  private void start() {
    control.connectTo(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
  }

  private Optional<List<ServerMessage>> next() throws Exception {
    CompletionStage<Optional<Batch<ServerMessage>>> pulled = toPeer.pull();
    return pulled.toCompletableFuture().get(60, SECONDS).map(Batch::messages);
  }

  private static DecodeResult<ClientMessage> received(String text) {
    return new DecodeResult.Message<>(new ClientMessage.Chat(text));
  }

  private static Batch<ServerMessage> batch(int number) {
    return Batch.of(new ServerMessage.Notice(Text.sanitize("notice " + number)));
  }
}
