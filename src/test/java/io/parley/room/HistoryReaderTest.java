package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.SearchQuery;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one who reads, with a store that fails when the test says so. */
class HistoryReaderTest {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create("historian", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final ExecutorService readers = Executors.newSingleThreadExecutor();
  private final ActorRef<HistoryReader.Command> historian =
      kit.spawn(HistoryReader.create(store, RETRY, readers));
  private final TestProbe<HistoryReader.Response> room = kit.createTestProbe();

  @AfterEach
  void end() {
    store.completeAllWrites();
    kit.shutdownTestKit();
    readers.shutdownNow();
  }

  @Test
  void room_gets_recent_history_after_store_recovers() {
    store.failReads(true);
    historian.tell(new HistoryReader.LoadRecent("garden", 10, room.getRef()));
    assertEquals(HistoryReader.StoreFailed.INSTANCE, room.receiveMessage());
    store.failReads(false);
    time.timePasses(RETRY);
    HistoryReader.RecentLoaded loaded = room.expectMessageClass(HistoryReader.RecentLoaded.class);
    assertEquals(List.of("garden before " + Long.MAX_VALUE), texts(loaded.entries()));
    assertTrue(loaded.topic().isEmpty());
  }

  @Test
  void repeated_load_failure_is_logged_once() {
    store.failReads(true);
    LoggingTestKit.error("The history of garden cannot be read")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              historian.tell(new HistoryReader.LoadRecent("garden", 10, room.getRef()));
              room.expectMessage(HistoryReader.StoreFailed.INSTANCE);
              time.timePasses(RETRY);
              return room.expectMessage(HistoryReader.StoreFailed.INSTANCE);
            });
  }

  @Test
  void reads_are_answered_during_writes_and_failures_are_reported() {
    ActorRef<HistoryWriter.Command> writer =
        kit.spawn(
            HistoryWriter.create(store, RETRY),
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    NewMessage saying = new NewMessage("lobby", Instant.EPOCH, "pat", MessageKind.CHAT, "one");
    writer.tell(new HistoryWriter.Store(List.of(saying), room.getRef()));
    ManualHistoryStore.Write write = store.awaitWrite();
    TestProbe<HistoryReader.ReadResult> asker = kit.createTestProbe();
    historian.tell(new HistoryReader.ReadBefore("garden", 7, 10, asker.getRef()));
    assertEquals(List.of("garden before 7"), texts(asker.receiveMessage().entries().orElseThrow()));
    SearchQuery query =
        new SearchQuery(
            "x", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    historian.tell(new HistoryReader.Search(query, Set.of("garden"), 10, asker.getRef()));
    assertEquals(List.of("found x"), texts(asker.receiveMessage().entries().orElseThrow()));
    store.failReads(true);
    historian.tell(new HistoryReader.ReadBefore("garden", 7, 10, asker.getRef()));
    assertEquals(Optional.empty(), asker.receiveMessage().entries());
    write.succeed();
    room.expectMessageClass(HistoryReader.Stored.class);
  }

  private static List<String> texts(List<StoredMessage> entries) {
    return entries.stream().map(entry -> entry.content().text()).toList();
  }
}
