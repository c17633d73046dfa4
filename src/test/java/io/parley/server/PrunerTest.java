package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.room.SlowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When what is too old is forgotten. */
class PrunerTest {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final ActorTestKit kit =
      ActorTestKit.create("pruner", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final SlowStore store = new SlowStore();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_too_old_is_forgotten_at_the_start_and_every_hour_even_after_failures(boolean fail) {
    store.failPrunes(fail);
    kit.spawn(Pruner.create(store, RETENTION, now::get, Runnable::run));
    assertEquals(START.minus(RETENTION), store.awaitPrune());

    time.timePasses(Pruner.INTERVAL.minusMillis(1));
    assertEquals(Optional.empty(), store.pruneSoFar());
    now.set(START.plusSeconds(1));
    assertEquals(now.get().minus(RETENTION), letTimePassUntilPrune());
    now.set(START.plusSeconds(2));
    letTimePassUntilPrune(); // may have begun before the clock went on
    assertEquals(now.get().minus(RETENTION), letTimePassUntilPrune());
  }

  /** When it begins to wait, nobody sees. */
  private Instant letTimePassUntilPrune() {
    Optional<Instant> prune = store.pruneSoFar();
    while (prune.isEmpty()) {
      time.timePasses(Pruner.INTERVAL);
      prune = store.pruneSoFar();
    }
    return prune.get();
  }
}
