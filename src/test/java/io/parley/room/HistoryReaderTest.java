package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.protocol.Answer;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.EncodedFrames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
  private static final SearchBudget BUDGET = new SearchBudget(4711, Duration.ofMillis(500));
  private static final QuerySettings SETTINGS = new QuerySettings(TIMEOUT, 3, 1, 1, BUDGET);
  private static final RoomName GARDEN = new RoomName("garden");

  private final ActorTestKit kit =
      ActorTestKit.create("reader", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final ExecutorService readExecutor = Executors.newSingleThreadExecutor();
  private final ActorRef<HistoryReader.Command> reader =
      kit.spawn(HistoryReader.create(store, SETTINGS, readExecutor));
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

    reader.tell(search(member));
    Answer.SearchResults results = (Answer.SearchResults) receiveAnswer();
    assertEquals("x", results.query());
    assertEquals(List.of("found x"), texts(results.messages()));
    assertEquals(OptionalLong.of(BUDGET.maxRows()), results.searched());

    write.succeed();
    room.expectMessageClass(HistoryResponse.Stored.class);
  }

  @Test
  void failed_query_is_answered_history_unavailable() {
    store.failReads(true);
    readBefore(7);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
    countUnread();
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
  }

  @Test
  void unread_messages_of_each_room_are_one_answer() {
    countUnread();

    assertEquals(
        new Answer.Unread(
            List.of(
                new Answer.Unread.UnreadRoom(GARDEN, 7, 8, 1, false),
                new Answer.Unread.UnreadRoom(RoomName.LOBBY, 0, 1, 1, false))),
        receiveAnswer());
  }

  private void countUnread() {
    reader.tell(
        new HistoryReader.CountUnread(
            List.of(
                new HistoryReader.ReadPosition(GARDEN, 7),
                new HistoryReader.ReadPosition(RoomName.LOBBY, 0)),
            10,
            asker(member)));
  }

  @Test
  void outage_is_logged_once() {
    LoggingTestKit.error("The history cannot be read: ")
        .withOccurrences(2)
        .expect(
            kit.system(),
            () -> {
              for (int outage = 0; outage < 2; outage++) {
                store.failReads(true);
                for (long id = 1; id <= 3; id++) {
                  readBefore(id);
                  assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
                }
                store.failReads(false);
                readBefore(7);
                receiveAnswer();
              }
              return 0;
            });
  }

  @Test
  void query_that_exceeds_its_deadline_is_answered_history_unavailable_once() throws Exception {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> stalled =
        kit.spawn(HistoryReader.create(store, SETTINGS, reads::add));
    stalled.tell(new HistoryReader.ReadBefore(GARDEN, 7, 10, asker(member)));
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
    stalled.tell(new HistoryReader.ReadBefore(GARDEN, 8, 10, asker(member)));
    awaitRead(reads).run();
    Answer.History next = (Answer.History) receiveAnswer();
    assertEquals(List.of("garden before 8"), texts(next.messages()));
  }

  @Test
  void askers_have_turns_and_reads_do_not_wait_for_searches() throws Exception {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> manual =
        kit.spawn(
            HistoryReader.create(store, new QuerySettings(TIMEOUT, 10, 1, 1, BUDGET), reads::add));
    TestProbe<RoomEvent> other = kit.createTestProbe();
    manual.tell(search(member));
    Runnable search = awaitRead(reads);
    for (long id = 1; id <= 3; id++) {
      manual.tell(new HistoryReader.ReadBefore(GARDEN, id, 10, asker(member)));
    }
    manual.tell(new HistoryReader.ReadBefore(GARDEN, 9, 10, asker(other)));

    awaitRead(reads).run();
    assertEquals(List.of("garden before 1"), texts(history(member)));
    awaitRead(reads).run();
    assertEquals(List.of("garden before 2"), texts(history(member)));
    awaitRead(reads).run();
    assertEquals(List.of("garden before 9"), texts(history(other)));
    awaitRead(reads).run();
    assertEquals(List.of("garden before 3"), texts(history(member)));
    search.run();
    assertEquals(Answer.SearchResults.class, receiveAnswer().getClass());
  }

  @Test
  void query_over_the_limit_of_waiting_ones_is_refused_as_busy() throws Exception {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> manual =
        kit.spawn(HistoryReader.create(store, SETTINGS, reads::add));
    for (long id = 1; id <= 5; id++) { // one runs, three wait
      manual.tell(new HistoryReader.ReadBefore(GARDEN, id, 10, asker(member)));
    }

    assertEquals(Problem.Code.SERVER_BUSY, receiveProblem());
    for (long id = 1; id <= 4; id++) {
      awaitRead(reads).run();
      assertEquals(List.of("garden before " + id), texts(history(member)));
    }
  }

  @Test
  void query_whose_deadline_passes_while_it_waits_does_not_run() throws Exception {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> manual =
        kit.spawn(HistoryReader.create(store, SETTINGS, reads::add));
    manual.tell(new HistoryReader.ReadBefore(GARDEN, 1, 10, asker(member)));
    Runnable slow = awaitRead(reads);
    manual.tell(new HistoryReader.ReadBefore(GARDEN, 2, 10, asker(member)));
    TestProbe<RoomEvent> fence = kit.createTestProbe();
    for (int i = 0; i < 3; i++) {
      manual.tell(new HistoryReader.ReadBefore(GARDEN, 3, 10, asker(fence)));
    }
    fence.expectMessageClass(RoomEvent.Delivered.class); // refused, after all timers have begun
    time.timePasses(TIMEOUT);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());

    manual.tell(new HistoryReader.ReadBefore(GARDEN, 4, 10, asker(member)));
    slow.run();
    awaitRead(reads).run();
    assertEquals(List.of("garden before 4"), texts(history(member)));
  }

  @Test
  void answer_is_encoded_where_the_store_is_read() {
    AtomicReference<String> thread = new AtomicReference<>("");
    BatchEncoder<ServerMessage> encoder =
        messages -> {
          thread.set(Thread.currentThread().getName());
          return EncodedFrames.of(List.of());
        };
    ActorRef<HistoryReader.Command> named =
        kit.spawn(HistoryReader.create(store, SETTINGS, task -> new Thread(task, "reads").start()));
    named.tell(
        new HistoryReader.ReadBefore(
            GARDEN, 7, 10, new HistoryReader.Asker(member.getRef(), new FakeTransit(encoder))));
    Batch<ServerMessage> answer = member.expectMessageClass(RoomEvent.Delivered.class).batch();
    answer.encodedWith(encoder);

    assertEquals("reads", thread.get());
  }

  @Test
  void answer_after_the_deadline_is_dropped_from_its_transit() throws InterruptedException {
    BlockingQueue<Runnable> reads = new LinkedBlockingQueue<>();
    ActorRef<HistoryReader.Command> manual =
        kit.spawn(HistoryReader.create(store, SETTINGS, reads::add));
    FakeTransit transit = new FakeTransit(messages -> EncodedFrames.of(List.of()));
    manual.tell(
        new HistoryReader.ReadBefore(
            GARDEN, 7, 10, new HistoryReader.Asker(member.getRef(), transit)));
    Runnable slow = awaitRead(reads);
    time.timePasses(TIMEOUT);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, receiveProblem());
    slow.run();
    manual.tell(new HistoryReader.ReadBefore(GARDEN, 8, 10, asker(member)));
    awaitRead(reads).run(); // it starts after the first one has ended
    member.expectMessageClass(RoomEvent.Delivered.class);

    assertEquals(1, transit.begun.size());
    assertEquals(transit.begun, transit.dropped);
  }

  /** A transit that encodes answers and remembers them. */
  private static final class FakeTransit implements AnswerTransit {
    private final List<Batch<ServerMessage>> begun = new CopyOnWriteArrayList<>();
    private final List<Batch<ServerMessage>> dropped = new CopyOnWriteArrayList<>();
    private final BatchEncoder<ServerMessage> encoder;

    FakeTransit(BatchEncoder<ServerMessage> encoder) {
      this.encoder = encoder;
    }

    @Override
    public void begin(Batch<ServerMessage> answer) {
      answer.encodedWith(encoder);
      begun.add(answer);
    }

    @Override
    public void drop(Batch<ServerMessage> answer) {
      dropped.add(answer);
    }
  }

  private static HistoryReader.Asker asker(TestProbe<RoomEvent> probe) {
    return new HistoryReader.Asker(
        probe.getRef(), new FakeTransit(messages -> EncodedFrames.of(List.of())));
  }

  private static HistoryReader.Search search(TestProbe<RoomEvent> probe) {
    SearchQuery query =
        new SearchQuery(
            "x", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return new HistoryReader.Search("x", query, Set.of("garden"), 10, asker(probe));
  }

  private static List<ServerMessage.RoomText> history(TestProbe<RoomEvent> probe) {
    ServerMessage message =
        probe.expectMessageClass(RoomEvent.Delivered.class).batch().messages().get(0);
    return ((Answer.History) ((ServerMessage.Answered) message).answer()).messages();
  }

  private void readBefore(long id) {
    reader.tell(new HistoryReader.ReadBefore(GARDEN, id, 10, asker(member)));
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
