package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
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
class HistorianTest {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create("historian", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final SlowStore store = new SlowStore();
  private final ExecutorService readers = Executors.newSingleThreadExecutor();
  private final ActorRef<Historian.Command> historian =
      kit.spawn(Historian.create(store, RETRY, readers));
  private final TestProbe<Historian.Told> room = kit.createTestProbe();

  @AfterEach
  void end() {
    store.letEverythingGo();
    kit.shutdownTestKit();
    readers.shutdownNow();
  }

  @Test
  void a_room_learns_its_past_as_soon_as_it_can_be_read() {
    store.failReads(true);
    historian.tell(new Historian.Load("garden", 10, room.getRef()));
    assertEquals(Historian.Trouble.INSTANCE, room.receiveMessage());
    store.failReads(false);
    time.timePasses(RETRY);
    Historian.Loaded loaded = room.expectMessageClass(Historian.Loaded.class);
    assertEquals(List.of("garden before " + Long.MAX_VALUE), texts(loaded.entries()));
    assertTrue(loaded.topic().isEmpty());
  }

  @Test
  void what_stays_unreadable_is_logged_once() {
    store.failReads(true);
    LoggingTestKit.error("The history of garden cannot be read")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              historian.tell(new Historian.Load("garden", 10, room.getRef()));
              room.expectMessage(Historian.Trouble.INSTANCE);
              time.timePasses(RETRY);
              return room.expectMessage(Historian.Trouble.INSTANCE);
            });
  }

  @Test
  void questions_are_answered_while_it_is_written_and_failures_are_an_answer() {
    ActorRef<HistoryWriter.Command> writer =
        kit.spawn(
            HistoryWriter.create(store, RETRY),
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    NewMessage saying = new NewMessage("lobby", Instant.EPOCH, "pat", MessageKind.CHAT, "one");
    writer.tell(new HistoryWriter.Store(List.of(saying), room.getRef()));
    SlowStore.Write write = store.awaitWrite();
    TestProbe<Historian.Read> asker = kit.createTestProbe();
    historian.tell(new Historian.Past("garden", 7, 10, asker.getRef()));
    assertEquals(List.of("garden before 7"), texts(asker.receiveMessage().entries().orElseThrow()));
    SearchQuery query =
        new SearchQuery(
            "x", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    historian.tell(new Historian.Search(query, Set.of("garden"), 10, asker.getRef()));
    assertEquals(List.of("found x"), texts(asker.receiveMessage().entries().orElseThrow()));
    store.failReads(true);
    historian.tell(new Historian.Past("garden", 7, 10, asker.getRef()));
    assertEquals(Optional.empty(), asker.receiveMessage().entries());
    write.succeed();
    room.expectMessageClass(Historian.Stored.class);
  }

  private static List<String> texts(List<StoredMessage> entries) {
    return entries.stream().map(entry -> entry.content().text()).toList();
  }
}
