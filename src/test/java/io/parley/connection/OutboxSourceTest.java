package io.parley.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxSourceTest {
  private static final int MAX = 10;
  private static final int MANY = 20_000;

  private final ActorTestKit kit = ActorTestKit.create("outbox", Parley.config());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void brings_all_that_was_added_in_order_and_completes() throws Exception {
    Pair<OutboxSource.Feed, CompletionStage<List<Batch<ServerMessage>>>> run =
        source(batch -> 0).toMat(Sink.seq(), Keep.both()).run(kit.system());
    List<Batch<ServerMessage>> added =
        IntStream.range(0, MANY).mapToObj(OutboxSourceTest::batch).toList();

    // The stream sleeps and wakes meanwhile, as often as it is quicker than this.
    added.forEach(batch -> assertTrue(run.first().offer(batch)));
    run.first().complete();

    assertEquals(added, get(run.second()));
  }

  @Test
  void takes_no_more_when_too_much_waits_but_the_last_word() throws Exception {
    Pair<OutboxSource.Feed, SinkQueueWithCancel<Batch<ServerMessage>>> run = unread();
    OutboxSource.Feed feed = run.first();
    List<Batch<ServerMessage>> taken = new ArrayList<>();
    Batch<ServerMessage> next = batch(0);
    while (feed.offer(next)) {
      taken.add(next);
      next = batch(taken.size());
    }
    assertTrue(taken.size() >= MAX / 4, "of weight 4 each, and one that goes over the bound");

    taken.add(next);
    feed.put(next);
    feed.complete();

    for (Batch<ServerMessage> expected : taken) {
      assertEquals(expected, get(run.second().pull()).orElseThrow());
    }
    assertTrue(get(run.second().pull()).isEmpty());
  }

  @Test
  void takes_more_again_when_less_waits() throws Exception {
    Pair<OutboxSource.Feed, SinkQueueWithCancel<Batch<ServerMessage>>> run = unread();
    OutboxSource.Feed feed = run.first();
    while (feed.offer(batch(1))) {}
    assertFalse(feed.offer(batch(2)));

    get(run.second().pull());
    get(run.second().pull());
    get(run.second().pull());
    assertTrue(feed.offer(batch(3)));
  }

  @Test
  void takes_and_drops_when_the_stream_has_ended() {
    OutboxSource.Feed feed = source(batch -> MAX).to(Sink.cancelled()).run(kit.system());

    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertTrue(feed.offer(batch(1)) && feed.offer(batch(2)) && feed.offer(batch(3)));
              return null;
            });
    feed.complete();
  }

  private Pair<OutboxSource.Feed, SinkQueueWithCancel<Batch<ServerMessage>>> unread() {
    return source(batch -> 4)
        .toMat(
            Sink.<Batch<ServerMessage>>queue().withAttributes(Attributes.inputBuffer(1, 1)),
            Keep.both())
        .run(kit.system());
  }

  private static Source<Batch<ServerMessage>, OutboxSource.Feed> source(
      ToIntFunction<Batch<ServerMessage>> weight) {
    return Source.fromGraph(new OutboxSource(weight, MAX));
  }

  private static Batch<ServerMessage> batch(int number) {
    return Batch.of(new ServerMessage.Notice(Text.clean("notice " + number)));
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, SECONDS);
  }
}
