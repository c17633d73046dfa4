package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.history.HistorySettings;
import io.parley.history.TestMessages;
import io.parley.history.sql.OccupiedReads;
import io.parley.history.sql.SqlMessageStore;
import io.parley.history.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the loader with a store whose reads the test can let fail. */
class RoomHistoryLoaderTest {
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create("loader", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final ExecutorService readExecutor = Executors.newSingleThreadExecutor();
  private final ActorRef<RoomHistoryLoader.Command> loader =
      kit.spawn(RoomHistoryLoader.create(store, RETRY_DELAY, readExecutor));
  private final TestProbe<HistoryResponse> room = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
    readExecutor.shutdownNow();
  }

  @Test
  void room_gets_recent_history_after_store_recovers() {
    store.failReads(true);
    loader.tell(
        new RoomHistoryLoader.LoadRecent("garden", 10, OptionalLong.empty(), room.getRef()));
    assertEquals(HistoryResponse.StoreFailed.INSTANCE, room.receiveMessage());
    store.failReads(false);
    time.timePasses(RETRY_DELAY);
    HistoryResponse.RecentLoaded loaded =
        room.expectMessageClass(HistoryResponse.RecentLoaded.class);
    assertEquals(
        List.of("garden before " + Long.MAX_VALUE),
        loaded.messages().stream().map(message -> message.content().text()).toList());
    assertTrue(loaded.topic().isEmpty());
  }

  /** Questions that occupy all connections of a SQLite file stand for slow searches. */
  @Test
  void room_starts_while_searches_run(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("parley.db");
    HistorySettings settings =
        TestMessages.settings(Map.of("url", "jdbc:sqlite:" + file, "busy-timeout", "100 ms"));
    try (SqliteDatabase database = SqliteDatabase.open(file, settings);
        SqlMessageStore stored = new SqlMessageStore(database, Duration.ofHours(1))) {
      TestMessages.appendChats(stored, "one", "two");
      ActorRef<RoomHistoryLoader.Command> started =
          kit.spawn(RoomHistoryLoader.create(stored, RETRY_DELAY, readExecutor));
      try (OccupiedReads searches = OccupiedReads.of(database)) {
        assertTrue(searches.count() >= 3);
        started.tell(
            new RoomHistoryLoader.LoadRecent("lobby", 10, OptionalLong.of(1), room.getRef()));

        HistoryResponse.RecentLoaded loaded =
            room.expectMessageClass(HistoryResponse.RecentLoaded.class);
        assertEquals(2, loaded.messages().size());
        assertEquals(1, loaded.missed().size());
      }
    }
  }

  @Test
  void repeated_load_failure_is_logged_once() {
    store.failReads(true);
    LoggingTestKit.error("The history of garden cannot be read")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              loader.tell(
                  new RoomHistoryLoader.LoadRecent(
                      "garden", 10, OptionalLong.empty(), room.getRef()));
              room.expectMessage(HistoryResponse.StoreFailed.INSTANCE);
              time.timePasses(RETRY_DELAY);
              return room.expectMessage(HistoryResponse.StoreFailed.INSTANCE);
            });
  }
}
