package io.parley.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.dialect.Batch;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
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
import org.junit.jupiter.api.Test;

/** The actor's end of a stream, whose other ends are two queues. */
class ActorEndTest {
  private static final int MANY = 20_000;

  private final ActorTestKit kit = ActorTestKit.create("end", Parley.config());
  private final TestProbe<ConnectionActor.Command> connection = kit.createTestProbe();
  private final Materializer materializer = Materializer.createMaterializer(kit.system());
  private final Pair<
          Pair<BoundedSourceQueue<DecodeResult<ClientMessage>>, ActorEnd.Control>,
          SinkQueueWithCancel<Batch<ServerMessage>>>
      run =
          Source.<DecodeResult<ClientMessage>>queue(10)
              .viaMat(Flow.fromGraph(new ActorEnd(batch -> 1, MANY)), Keep.both())
              .toMat(Sink.queue(), Keep.both())
              .run(materializer);
  private final BoundedSourceQueue<DecodeResult<ClientMessage>> fromPeer = run.first().first();
  private final ActorEnd.Control control = run.first().second();
  private final SinkQueueWithCancel<Batch<ServerMessage>> toPeer = run.second();
  private final IllegalStateException broken = new IllegalStateException("reset by peer");

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void brings_the_next_when_the_one_before_was_dealt_with() {
    fromPeer.offer(said("one"));
    fromPeer.offer(said("two"));
    begun().readOn();
    ConnectionActor.Input first = connection.expectMessageClass(ConnectionActor.Input.class);
    connection.expectNoMessage(Duration.ZERO);
    first.stream().readOn();

    assertEquals(said("one"), first.received());
    assertEquals(
        said("two"), connection.expectMessageClass(ConnectionActor.Input.class).received());
  }

  @Test
  void tells_the_end_when_what_came_last_was_dealt_with() {
    fromPeer.offer(said("bye"));
    fromPeer.complete();
    begun().readOn();
    ConnectionActor.Input last = connection.expectMessageClass(ConnectionActor.Input.class);
    connection.expectNoMessage(Duration.ZERO);
    last.stream().readOn();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void tells_the_end_that_came_before_the_actor() {
    fromPeer.complete();
    begun().readOn();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void tells_at_once_that_the_connection_is_broken() {
    fromPeer.offer(said("one"));
    begun().readOn();
    connection.expectMessageClass(ConnectionActor.Input.class);
    fromPeer.fail(broken);

    connection.expectMessage(new ConnectionActor.InputFailed(broken));
  }

  @Test
  void tells_of_a_connection_that_broke_before_the_actor_began() {
    fromPeer.fail(broken);
    begun().readOn();

    connection.expectMessage(new ConnectionActor.InputFailed(broken));
  }

  @Test
  void tells_the_end_although_the_peer_hears_no_more() {
    toPeer.cancel();
    fromPeer.complete();
    begun().readOn();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void tells_of_a_stream_that_ends_for_no_reason_of_its_own() {
    begun();
    materializer.shutdown();

    assertInstanceOf(
        AbruptStageTerminationException.class,
        connection.expectMessageClass(ConnectionActor.InputFailed.class).cause());
  }

  @Test
  void takes_no_more_when_nothing_more_is_wanted_and_still_sends() throws Exception {
    control.cancel();
    connection.awaitAssert(
        () -> {
          assertTrue(fromPeer.isCompleted());
          return null;
        });
    control.readOn(); // as it is about to be told

    control.backlog().put(batch(1));
    control.backlog().complete();
    assertEquals(Optional.of(batch(1).messages()), next());
    assertEquals(Optional.empty(), next());
  }

  @Test
  void sends_all_that_was_added_in_order_and_completes() throws Exception {
    // The stream sleeps and wakes meanwhile, as often as it is quicker than this.
    IntStream.range(0, MANY).forEach(i -> control.backlog().put(batch(i)));
    control.backlog().complete();

    for (int i = 0; i < MANY; i++) {
      assertEquals(Optional.of(batch(i).messages()), next());
    }
    assertEquals(Optional.empty(), next());
  }

  private Reading begun() {
    control.bringTo(connection.getRef());
    return connection.expectMessageClass(ConnectionActor.InputReady.class).stream();
  }

  private Optional<List<ServerMessage>> next() throws Exception {
    CompletionStage<Optional<Batch<ServerMessage>>> pulled = toPeer.pull();
    return pulled.toCompletableFuture().get(60, SECONDS).map(Batch::messages);
  }

  private static DecodeResult<ClientMessage> said(String text) {
    return new DecodeResult.Message<>(new ClientMessage.Chat(text));
  }

  private static Batch<ServerMessage> batch(int number) {
    return Batch.of(new ServerMessage.Notice(Text.clean("notice " + number)));
  }
}
