package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.TestServers;
import io.parley.address.AddressSlot;
import io.parley.address.Rate;
import io.parley.address.TokenBuckets;
import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputMeter;
import io.parley.connection.rate.InputRates;
import io.parley.connection.rate.TestRates;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 10 bytes at once, then 10 a second, with a clock that the test moves. */
class ByteRateStageTest {
  private static final InputRates RATES = TestRates.of(Rate.perSecond(10, 10), 1000);

  private final ActorTestKit kit =
      ActorTestKit.create("bytes", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong nanos = new AtomicLong();
  private final OutputBudget budget = new OutputBudget(1000);
  private final Pair<BoundedSourceQueue<ByteString>, SinkQueueWithCancel<ByteString>> ends =
      Source.<ByteString>queue(100)
          .via(
              Flow.fromGraph(
                  new ByteRateStage(
                      new InputRateLimit(
                          new InputMeter(
                              () -> RATES, new TokenBuckets(InputKind.COUNT, 0), nanos::get),
                          AddressSlot.exempt(),
                          budget))))
          .toMat(Sink.queue(), Keep.both())
          .run(kit.system());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void bytes_within_the_burst_pass_at_once() throws Exception {
    send("12345");
    send("67890");

    assertEquals("12345", receive(pull()));
    assertEquals("67890", receive(pull()));
  }

  @Test
  void held_bytes_count_until_they_pass_or_the_connection_breaks() throws Exception {
    send("1234567890");
    send("abcdefghij");
    receive(pull());
    assertFalse(pull().isDone());
    awaitCounted(10);
    ends.second().cancel();
    awaitCounted(0);
  }

  private void awaitCounted(long bytes) {
    kit.createTestProbe()
        .awaitAssert(
            () -> {
              assertEquals(bytes, budget.used());
              return null;
            });
  }

  @Test
  void bytes_over_the_rate_pass_later_and_none_is_lost() throws Exception {
    send("1234567890");
    send("abcdefghijklmnopqrst");
    send("x");

    assertEquals("1234567890", receive(pull()));
    assertEquals("abcdefghijklmnopqrst", receiveNotBefore(Duration.ofSeconds(2)));
    assertEquals("x", receiveNotBefore(Duration.ofMillis(2100)));
  }

  @Test
  void bytes_that_wait_pass_after_the_peer_has_ended() throws Exception {
    send("1234567890");
    send("last");
    ends.first().complete();

    assertEquals("1234567890", receive(pull()));
    assertEquals("last", receiveNotBefore(Duration.ofMillis(400)));
    assertEquals(Optional.empty(), pull().get(60, SECONDS));
  }

  @Test
  void broken_connection_is_reported_at_once() throws Exception {
    send("1234567890");
    send("lost");
    receive(pull());
    CompletableFuture<Optional<ByteString>> next = pull();
    ends.first().fail(new IllegalStateException("reset by peer"));

    assertThrows(ExecutionException.class, () -> next.get(60, SECONDS));
  }

  private void send(String bytes) {
    ends.first().offer(ByteString.fromString(bytes));
  }

  private CompletableFuture<Optional<ByteString>> pull() {
    return ends.second().pull().toCompletableFuture();
  }

  private static String receive(CompletableFuture<Optional<ByteString>> pulled) throws Exception {
    return pulled.get(60, SECONDS).orElseThrow().utf8String();
  }

  /** Moves the clock until something is received. */
  private String receiveNotBefore(Duration earliest) throws Exception {
    CompletableFuture<Optional<ByteString>> next = pull();
    while (nanos.get() < earliest.toNanos()) {
      assertFalse(next.isDone(), () -> "received after " + nanos.get() + " ns");
      pass(Duration.ofMillis(100));
    }
    while (!next.isDone()) { // the stage may not have set its timer yet
      Thread.onSpinWait();
      pass(Duration.ofNanos(1));
    }
    return receive(next);
  }

  private void pass(Duration step) {
    nanos.addAndGet(step.toNanos());
    time.timePasses(step);
  }
}
