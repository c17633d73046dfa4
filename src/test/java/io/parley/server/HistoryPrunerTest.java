package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.conversation.InMemoryPrivateMessageStore;
import io.parley.conversation.PrivateMessageStore;
import io.parley.room.ManualHistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times at which old messages are deleted. */
@Timeout(120)
class HistoryPrunerTest {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final ActorTestKit kit =
      ActorTestKit.create("pruner", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final ManualHistoryStore store = new ManualHistoryStore();

  private final PrivateMessageStore privateMessages =
      new InMemoryPrivateMessageStore(account -> true, 1000);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void prunes_at_start_and_every_hour_even_after_failure(boolean fail) {
    store.failPrunes(fail);
    kit.spawn(HistoryPruner.create(store, privateMessages, RETENTION, now::get, Runnable::run));
    assertEquals(START.minus(RETENTION), store.awaitPrune());

    time.timePasses(HistoryPruner.INTERVAL.minusMillis(1));
    assertEquals(Optional.empty(), store.pollPrune());
    for (int second = 1; second <= 2; second++) {
      now.set(START.plusSeconds(second));
      advanceTimeUntilPruneOf(now.get().minus(RETENTION));
    }
  }

  @Test
  void prunes_to_the_size_at_start_and_every_minute() {
    kit.spawn(HistoryPruner.createForSize(store, 4711, Runnable::run));
    assertEquals(4711, store.awaitSizePrune());

    Optional<Long> prune = store.pollSizePrune();
    for (; prune.isEmpty(); prune = store.pollSizePrune()) {
      time.timePasses(HistoryPruner.SIZE_INTERVAL);
    }
    assertEquals(4711, prune.get());
  }

  /**
   * The start of the actor's timer cannot be observed, so that this advances the time repeatedly.
   * Attempts from before the clock was set may come first.
   */
  private void advanceTimeUntilPruneOf(Instant olderThan) {
    while (!store.pollPrune().equals(Optional.of(olderThan))) {
      time.timePasses(HistoryPruner.INTERVAL);
    }
  }
}
