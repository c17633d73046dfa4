package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.SearchQuery;
import io.parley.protocol.Answer;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the reader with a store whose reads the test can block or let fail. */
class HistoryReaderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final RoomName GARDEN = new RoomName("garden");

  private final ActorTestKit kit =
      ActorTestKit.create("reader", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final ExecutorService readExecutor = Executors.newSingleThreadExecutor();
  private final ActorRef<HistoryReader.Command> reader =
      kit.spawn(HistoryReader.create(store, TIMEOUT, readExecutor));
  private final TestProbe<RoomEvent> member = kit.createTestProbe();

  @AfterEach
  void stop() {
    store.completeAllWrites();
    kit.shutdownTestKit();
    readExecutor.shutdownNow();
  }

  @Test
  void queries_are_answered_during_a_write() {
    ActorRef<HistoryWriter.Command> writer =
        kit.spawn(
            HistoryWriter.create(store, Duration.ofSeconds(1)),
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    NewMessage message = new NewMessage("lobby", Instant.EPOCH, "pat", MessageKind.CHAT, "one");
    TestProbe<HistoryResponse> room = kit.createTestProbe();
    writer.tell(new HistoryWriter.Store(List.of(message), room.getRef()));
    ManualHistoryStore.Write write = store.awaitWrite();

    readBefore(7);
    Answer.History history = (Answer.History) receiveAnswer();
    assertEquals(GARDEN, history.room());
    assertEquals(List.of("garden before 7"), texts(history.messages()));

    SearchQuery query =
        new SearchQuery(
            "x", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    reader.tell(new HistoryReader.Search("x", query, Set.of("garden"), 10, member.getRef()));
    Answer.SearchResults results = (Answer.SearchResults) receiveAnswer();
    assertEquals("x", results.query());
    assertEquals(List.of("found x"), texts(results.messages()));

    write.succeed();
    room.expectMessageClass(HistoryResponse.Stored.class);
  }

  @Test
  void failed_query_is_answered_history_unavailable() {
    store.failReads(true);
    readBefore(7);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
  }

  @Test
  void query_that_exceeds_its_deadline_is_answered_history_unavailable_once() throws Exception {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> stalled =
        kit.spawn(HistoryReader.create(store, TIMEOUT, reads::add));
    stalled.tell(new HistoryReader.ReadBefore(GARDEN, 7, 10, member.getRef()));
    Runnable late = awaitRead(reads);
    LoggingTestKit.warn("longer than 30000 ms")
        .expect(
            kit.system(),
            () -> {
              time.timePasses(TIMEOUT);
              assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
              return 0;
            });

    late.run();
    stalled.tell(new HistoryReader.ReadBefore(GARDEN, 8, 10, member.getRef()));
    awaitRead(reads).run();
    Answer.History next = (Answer.History) receiveAnswer();
    assertEquals(List.of("garden before 8"), texts(next.messages()));
  }

  private void readBefore(long id) {
    reader.tell(new HistoryReader.ReadBefore(GARDEN, id, 10, member.getRef()));
  }

  /** The deadline of a read begins before the read is executed. */
  private static Runnable awaitRead(BlockingQueue<Runnable> reads) throws InterruptedException {
    return Objects.requireNonNull(reads.poll(60, TimeUnit.SECONDS), "no read was started");
  }

  private Answer receiveAnswer() {
    return ((ServerMessage.Answered) receive()).answer();
  }

  private Problem.Code receiveProblem() {
    return ((ServerMessage.Refused) receive()).problem().code();
  }

  private ServerMessage receive() {
    RoomEvent.Delivered delivered = member.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, delivered.ownMessages());
    return delivered.batch().messages().get(0);
  }

  private static List<String> texts(List<ServerMessage.RoomText> messages) {
    return messages.stream().map(message -> message.text().value()).toList();
  }
}
