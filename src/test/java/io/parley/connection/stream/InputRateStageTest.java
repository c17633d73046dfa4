package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.address.AddressAdmission;
import io.parley.address.AddressLimits;
import io.parley.address.AddressSlot;
import io.parley.address.AddressTable;
import io.parley.address.Rate;
import io.parley.address.TokenBuckets;
import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputMeter;
import io.parley.connection.rate.InputRates;
import io.parley.connection.rate.InputWeight;
import io.parley.connection.rate.TestRates;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rates of a stream whose ends are two queues, with a clock that the test moves. */
class InputRateStageTest {
  private static final Rate TWO_THEN_ONE_A_SECOND = Rate.perSecond(2, 1);
  private static final int LARGE = 1_000_000;

  private final ActorTestKit kit =
      ActorTestKit.create("rate", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong nanos = new AtomicLong();
  private OutputBudget budget = new OutputBudget(LARGE);
  private final AddressSlot slot = admittedSlot();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void input_within_the_burst_is_passed_on_at_once() throws Exception {
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE));
    connection.send("one", "two");

    assertEquals(text("one"), connection.receive());
    assertEquals(text("two"), connection.receive());
    assertEquals(0, budget.used());
  }

  @Test
  void input_over_the_rate_is_passed_on_later_in_its_order() throws Exception {
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE));
    connection.send("one", "two", "three", "four", "five");
    connection.receive();
    connection.receive();

    assertEquals(text("three"), connection.receiveNotBefore(Duration.ofSeconds(1)));
    assertEquals(text("four"), connection.receiveNotBefore(Duration.ofSeconds(2)));
    assertEquals(text("five"), connection.receiveNotBefore(Duration.ofSeconds(3)));
    assertEquals(0, budget.used());
  }

  @Test
  void reads_ahead_up_to_the_bound_while_the_first_input_waits() throws Exception {
    int readAhead = 3 * (InputWeight.OVERHEAD + 1);
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, readAhead));
    connection.send("1", "2", "3", "4", "5", "6", "7", "8", "9");
    connection.receive();
    connection.receive();
    assertFalse(connection.pull().isDone());
    kit.createTestProbe().awaitAssert(this::assertReadAheadIsFull);

    assertEquals(text("3"), connection.receiveNotBefore(Duration.ofSeconds(1)));
    for (int i = 4; i <= 9; i++) {
      assertEquals(
          text(Integer.toString(i)), connection.receiveNotBefore(Duration.ofSeconds(i - 2)));
      assertTrue(budget.used() <= readAhead, "waiting: " + budget.used());
    }
  }

  private Optional<Void> assertReadAheadIsFull() {
    assertEquals(3 * (InputWeight.OVERHEAD + 1), budget.used());
    return Optional.empty();
  }

  @Test
  void busy_server_stops_reading_ahead_but_not_the_connection() throws Exception {
    budget = new OutputBudget(0);
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE));
    connection.send("1", "2", "3", "4", "5");
    for (int i = 1; i <= 5; i++) {
      assertEquals(
          text(Integer.toString(i)), connection.receiveNotBefore(Duration.ofSeconds(i - 2)));
      assertTrue(budget.used() <= InputWeight.OVERHEAD + 1, "waiting: " + budget.used());
    }
  }

  @Test
  void flood_ends_with_a_problem_in_place_of_what_waits() throws Exception {
    Connection connection = connect(TestRates.of(Rate.perMinute(2, 2), 1000, LARGE, 10));
    for (int i = 0; i < 31; i++) { // 10 times 2 at once and 1 in 30 s
      connection.send("flood");
    }
    connection.receive();
    connection.receive();

    assertTrue(
        connection.receive() instanceof DecodeResult.Unrecoverable<ClientMessage> last
            && last.problem().code() == Problem.Code.SLOW_DOWN);
    connection.assertEnd();
    assertEquals(0, budget.used());
  }

  @Test
  void input_that_waits_is_passed_on_after_the_peer_has_ended() throws Exception {
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE));
    connection.send("one", "two", "three", "four");
    connection.fromPeer().complete();
    connection.receive();
    connection.receive();

    assertEquals(text("three"), connection.receiveNotBefore(Duration.ofSeconds(1)));
    assertEquals(text("four"), connection.receiveNotBefore(Duration.ofSeconds(2)));
    connection.assertEnd();
  }

  @Test
  void broken_connection_is_reported_at_once() throws Exception {
    Connection connection = connect(TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE));
    connection.send("one", "two", "three");
    connection.receive();
    connection.receive();
    CompletableFuture<Optional<DecodeResult<ClientMessage>>> next = connection.pull();
    connection.fromPeer().fail(new IllegalStateException("reset by peer"));

    assertThrows(ExecutionException.class, () -> next.get(60, SECONDS));
    kit.createTestProbe().awaitAssert(this::assertNothingWaits);
  }

  private Optional<Void> assertNothingWaits() {
    assertEquals(0, budget.used());
    return Optional.empty();
  }

  @Test
  void texts_before_the_registration_are_attempts_at_a_nickname() throws Exception {
    AddressSlot unregistered = admittedSlot();
    InputRates rates = TestRates.of(TWO_THEN_ONE_A_SECOND, LARGE);
    Connection connection = connect(rates, unregistered);
    connection.send("pat", "leslie");
    connection.receive();
    connection.receive();
    slot.registered();
    unregistered.registered();
    connection.send("one", "two");

    assertEquals(text("one"), connection.receive()); // the rate of texts is not used up yet
    assertEquals(text("two"), connection.receive());
  }

  private Connection connect(InputRates rates) {
    slot.registered();
    return connect(rates, slot);
  }

  private Connection connect(InputRates rates, AddressSlot ofConnection) {
    TokenBuckets ofAddress = new TokenBuckets(InputKind.COUNT, nanos.get());
    InputMeter meter = new InputMeter(() -> rates, ofAddress, nanos::get);
    var ends =
        Source.<DecodeResult<ClientMessage>>queue(100)
            .via(
                Flow.fromGraph(new InputRateStage(new InputRateLimit(meter, ofConnection, budget))))
            .toMat(Sink.queue(), Keep.both())
            .run(kit.system());
    return new Connection(ends);
  }

  private static AddressSlot admittedSlot() {
    Rate any = Rate.perSecond(1, 1);
    AddressTable table =
        new AddressTable(
            new AddressLimits(1, any, 1, any, 1, List.of()), InputKind.COUNT, System::nanoTime);
    return assertInstanceOf(
            AddressAdmission.Admitted.class, table.admit(InetAddress.getLoopbackAddress()))
        .slot();
  }

  private static DecodeResult<ClientMessage> text(String text) {
    return new DecodeResult.Message<>(new ClientMessage.Chat(text));
  }

  /** The ends of a stream. */
  private final class Connection {
    private final Pair<
            BoundedSourceQueue<DecodeResult<ClientMessage>>,
            SinkQueueWithCancel<DecodeResult<ClientMessage>>>
        ends;
    private Optional<CompletableFuture<Optional<DecodeResult<ClientMessage>>>> pulled =
        Optional.empty();

    Connection(
        Pair<
                BoundedSourceQueue<DecodeResult<ClientMessage>>,
                SinkQueueWithCancel<DecodeResult<ClientMessage>>>
            ends) {
      this.ends = ends;
    }

    BoundedSourceQueue<DecodeResult<ClientMessage>> fromPeer() {
      return ends.first();
    }

    void send(String... texts) {
      for (String each : texts) {
        fromPeer().offer(text(each));
      }
    }

    CompletableFuture<Optional<DecodeResult<ClientMessage>>> pull() {
      CompletableFuture<Optional<DecodeResult<ClientMessage>>> next =
          pulled.orElseGet(() -> ends.second().pull().toCompletableFuture());
      pulled = Optional.of(next);
      return next;
    }

    DecodeResult<ClientMessage> receive() throws Exception {
      DecodeResult<ClientMessage> received = pull().get(60, SECONDS).orElseThrow();
      pulled = Optional.empty();
      return received;
    }

    /** Moves the clock until something is received. */
    DecodeResult<ClientMessage> receiveNotBefore(Duration earliest) throws Exception {
      CompletableFuture<Optional<DecodeResult<ClientMessage>>> next = pull();
      while (nanos.get() < earliest.toNanos()) {
        assertFalse(next.isDone(), () -> "received after " + nanos.get() + " ns");
        pass(Duration.ofMillis(250));
      }
      while (!next.isDone()) { // the stage may not have set its timer yet
        Thread.onSpinWait();
        pass(Duration.ofNanos(1));
      }
      return receive();
    }

    void assertEnd() throws Exception {
      assertEquals(Optional.empty(), pull().get(60, SECONDS));
    }

    private void pass(Duration step) {
      nanos.addAndGet(step.toNanos());
      time.timePasses(step);
    }
  }
}
