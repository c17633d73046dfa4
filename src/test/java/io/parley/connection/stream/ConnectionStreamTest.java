package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.connection.ConnectionActor;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.OutputBudget;
import io.parley.connection.PeerStream;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.history.SearchBudget;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of a connection whose socket is two queues, with a manual clock. */
class ConnectionStreamTest {
  private static final int MAX_SEND_QUEUE = 65_536;
  private static final long BUDGET = 1_000_000;
  private static final int MAX_PENDING_OUTPUT = 20_000;
  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          4096,
          MAX_SEND_QUEUE,
          8,
          MAX_PENDING_OUTPUT,
          25,
          List.of(RoomName.LOBBY),
          3,
          100,
          Duration.ofSeconds(30),
          10,
          SearchBudget.UNLIMITED,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  private final ActorTestKit kit =
      ActorTestKit.create("stream", ManualTime.config().withFallback(TestServers.config()));
  private final Dialect beej =
      Dialects.find(
              "beej",
              DialectTestKit.wire(
                  JacksonObjectMapperProvider.get(kit.system())
                      .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                  1000))
          .orElseThrow();
  private final Pair<BoundedSourceQueue<ByteString>, Source<ByteString, NotUsed>> fromPeer =
      Source.<ByteString>queue(100).preMaterialize(kit.system());
  private final Pair<SinkQueueWithCancel<ByteString>, Sink<ByteString, NotUsed>> toPeer =
      Sink.<ByteString>queue().preMaterialize(kit.system());
  private final OutputBudget budget = new OutputBudget(BUDGET);
  private final ConnectionStream stream =
      new ConnectionStream(
          Flow.fromSinkAndSource(toPeer.second(), fromPeer.second()),
          new ConnectionBlueprint(beej, SETTINGS, budget),
          Optional.empty(),
          SETTINGS,
          kit.system());
  private final TestProbe<ConnectionActor.Command> connection = kit.createTestProbe();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void delivers_one_message_at_a_time() {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    sendFromPeer(RawBeejClient.chatPacket("one"), RawBeejClient.chatPacket("two"));
    connection.expectNoMessage(Duration.ZERO);

    opened.acknowledgeInput();
    ConnectionActor.Input first = connection.expectMessageClass(ConnectionActor.Input.class);
    assertEquals(new DecodeResult.Message<>(new ClientMessage.Chat("one")), first.received());
    connection.expectNoMessage(Duration.ZERO);

    opened.acknowledgeInput();
    ConnectionActor.Input second = connection.expectMessageClass(ConnectionActor.Input.class);
    assertEquals(new DecodeResult.Message<>(new ClientMessage.Chat("two")), second.received());
  }

  @Test
  void reads_on_when_the_peer_has_read_the_pending_output() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    int offered = 0;
    for (; offered < 50; offered++) { // more than the buffers of the peer
      assertTrue(opened.offer(notice("x")));
    }
    while (opened.offer(notice("x".repeat(4000)))) {
      offered++;
    }
    sendFromPeer(RawBeejClient.chatPacket("one"));
    opened.acknowledgeInput();
    assertTrue(receiveAtPeer().isPresent()); // the stream has handled the acknowledgement by then
    connection.expectNoMessage(Duration.ZERO);

    for (int i = 1; i < offered; i++) {
      assertTrue(receiveAtPeer().isPresent());
    }
    connection.expectMessageClass(ConnectionActor.Input.class);
  }

  @Test
  void size_of_a_batch_is_that_of_the_packets_of_an_extended_client() {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    Batch<ServerMessage> list =
        Batch.of(new ServerMessage.MemberList(List.of(Nickname.sanitize("pat"))));
    assertEquals(0, list.encodedWith(opened.encoder()).size());

    sendFromPeer("{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}");
    opened.acknowledgeInput();
    connection.expectMessageClass(ConnectionActor.Input.class);
    assertTrue(list.encodedWith(opened.encoder()).size() > 0);
  }

  @Test
  void batch_counts_until_the_peer_has_taken_it_and_nothing_counts_after_the_end()
      throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    Batch<ServerMessage> batch = notice("x".repeat(4000));
    for (int i = 0; i < 100; i++) { // more than the buffers of the peer
      opened.offer(batch);
    }
    int bytes = batch.encodedWith(opened.encoder()).size();
    assertTrue(budget.used() >= 2L * bytes, "as text and encoded");
    assertTrue(budget.used() < 3L * bytes, "once, although it waits many times");

    fromPeer.first().complete();
    opened.close();
    ManualTime.get(kit.system()).timePasses(SETTINGS.resetAfter());
    stream.done().toCompletableFuture().get(60, SECONDS);
    connection.awaitAssert(
        () -> {
          assertEquals(0, budget.used());
          return null;
        });
  }

  @Test
  void largest_queue_is_dropped_over_the_budget_and_reset_soon() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    while (budget.used() < BUDGET) {
      opened.offer(notice("x".repeat(4000))); // a full queue refuses it
      budget.add(4000);
    }
    opened.offer(notice("one more"));
    budget.enforce();
    connection.expectMessage(ConnectionActor.SendQueueDropped.INSTANCE);

    opened.offerFinal(notice("that was too much"));
    opened.close();
    ManualTime.get(kit.system()).timePasses(Duration.ofMillis(250));
    stream.done().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void reports_end_of_input() {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    opened.acknowledgeInput();
    fromPeer.first().complete();

    connection.expectMessage(ConnectionActor.InputEnded.INSTANCE);
  }

  @Test
  void reports_broken_connection() {
    PeerStream opened = stream.open(connection.getRef());
    connection.expectMessage(ConnectionActor.InputReady.INSTANCE);
    opened.acknowledgeInput();
    fromPeer.first().fail(new IllegalStateException("reset by peer"));

    connection.expectMessageClass(ConnectionActor.InputFailed.class);
  }

  @Test
  void sends_queued_batches_then_completes_output() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    assertTrue(opened.offer(notice("one")));
    opened.offerFinal(notice("two"));
    opened.close();

    assertEquals(encoded("one"), receiveAtPeer().orElseThrow());
    assertEquals(encoded("two"), receiveAtPeer().orElseThrow());
    assertTrue(receiveAtPeer().isEmpty());
    fromPeer.first().complete();
    stream.done().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void full_queue_rejects_offer_but_sends_final() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    int taken = 0;
    while (opened.offer(notice("x".repeat(4000)))) {
      taken++;
      assertTrue(taken < 1000, "the queue has no bound");
    }
    assertTrue(taken >= MAX_SEND_QUEUE / 5000, () -> "the queue accepted too few messages");
    opened.offerFinal(notice("that was too much"));
    opened.close();

    int received = 0;
    Optional<ByteString> last = Optional.empty();
    for (Optional<ByteString> bytes = receiveAtPeer(); bytes.isPresent(); bytes = receiveAtPeer()) {
      last = bytes;
      received++;
    }
    assertEquals(taken + 1, received);
    assertEquals(encoded("that was too much"), last.orElseThrow());
  }

  @Test
  void accepts_offers_again_after_peer_reads() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    while (opened.offer(notice("x".repeat(4000)))) {
      // until it is full
    }
    while (!opened.offer(notice("again"))) {
      assertTrue(receiveAtPeer().isPresent());
    }
  }

  @Test
  void resets_peer_that_does_not_close_by_deadline() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    opened.close();
    assertTrue(receiveAtPeer().isEmpty());
    ManualTime.get(kit.system()).timePasses(SETTINGS.resetAfter().minusMillis(1));
    assertFalse(stream.done().toCompletableFuture().isDone());

    ManualTime.get(kit.system()).timePasses(Duration.ofMillis(1));
    stream.done().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void resets_peer_that_does_not_read_by_deadline() throws Exception {
    PeerStream opened = stream.open(connection.getRef());
    for (int i = 0; i < 100; i++) { // more than the buffer of the peer
      assertTrue(opened.offer(notice("unread")));
    }
    fromPeer.first().complete();
    opened.close();
    ManualTime.get(kit.system()).timePasses(SETTINGS.resetAfter());

    stream.done().toCompletableFuture().get(60, SECONDS);
    assertThrows(
        ExecutionException.class,
        () -> {
          while (receiveAtPeer().isPresent()) {
            // messages that were in flight before the reset
          }
        });
  }

  @Test
  void refused_connection_gets_final_message_and_closes() throws Exception {
    Problem full = new Problem(Problem.Code.TOO_MANY_CONNECTIONS, "This server is full.");
    stream.sendFinalAndClose(Batch.of(new ServerMessage.Refused(full)));

    assertTrue(receiveAtPeer().orElseThrow().utf8String().contains("TOO_MANY_CONNECTIONS"));
    assertTrue(receiveAtPeer().isEmpty());
    sendFromPeer(RawBeejClient.chatPacket("hello?"));
    fromPeer.first().complete();
    stream.done().toCompletableFuture().get(60, SECONDS);
  }

  private void sendFromPeer(String... payloads) {
    for (String payload : payloads) {
      fromPeer
          .first()
          .offer(
              ByteString.fromArray(RawBeejClient.frame(payload.getBytes(StandardCharsets.UTF_8))));
    }
  }

  private Optional<ByteString> receiveAtPeer() throws Exception {
    CompletableFuture<Optional<ByteString>> pulled = toPeer.first().pull().toCompletableFuture();
    return pulled.get(60, SECONDS);
  }

  private ByteString encoded(String text) {
    return notice(text).encodedWith(beej.serverCodec()).bytes();
  }

  private static Batch<ServerMessage> notice(String text) {
    return Batch.of(new ServerMessage.Notice(Text.sanitize(text)));
  }
}
