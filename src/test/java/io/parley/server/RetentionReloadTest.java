package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.account.Accounts;
import io.parley.account.OpenAccounts;
import io.parley.conversation.InMemoryPrivateMessageStore;
import io.parley.conversation.PrivateMessages;
import io.parley.room.ManualHistoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A retention that changes while the server runs. */
class RetentionReloadTest {
  private final ActorTestKit kit =
      ActorTestKit.create("retention", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final Instant start = Instant.now();

  private final Accounts accounts = OpenAccounts.inMemory(TestServers.config());

  @AfterEach
  void end() {
    kit.shutdownTestKit();
    accounts.close();
  }

  @Test
  void changed_retention_applies_at_once_and_every_hour() throws Exception {
    ActorRef<ServerGuardian.Command> guardian = start("off");

    guardian.tell(new ServerGuardian.Reload(settings("7 d")));
    assertAge(7, store.awaitPrune());

    guardian.tell(new ServerGuardian.Reload(settings("30 d")));
    assertAge(30, store.awaitPrune());
    for (int i = 0; i < 3; i++) {
      assertAge(30, advanceTimeUntilPrune());
    }
  }

  @Test
  void unchanged_retention_does_not_delete_again() throws Exception {
    ActorRef<ServerGuardian.Command> guardian = start("7 d");
    assertAge(7, store.awaitPrune());

    guardian.tell(new ServerGuardian.Reload(settings("7 d")));
    guardian.tell(new ServerGuardian.Reload(settings("30 d"))); // the fence
    assertAge(30, store.awaitPrune());
  }

  @Test
  void retention_that_is_switched_off_deletes_no_more() throws Exception {
    ActorRef<ServerGuardian.Command> guardian = start("7 d");
    assertAge(7, store.awaitPrune());

    guardian.tell(new ServerGuardian.Reload(settings("off")));
    TestProbe<Done> unbound = kit.createTestProbe();
    guardian.tell(new ServerGuardian.Unbind(unbound.getRef()));
    unbound.receiveMessage();
    time.timePasses(HistoryPruner.INTERVAL.multipliedBy(2));

    guardian.tell(new ServerGuardian.Reload(settings("14 d")));
    assertAge(14, store.awaitPrune());
    assertAge(14, advanceTimeUntilPrune());
  }

  private ActorRef<ServerGuardian.Command> start(String retention) throws Exception {
    CompletableFuture<List<ListenerAddress>> whenListening = new CompletableFuture<>();
    ActorRef<ServerGuardian.Command> guardian =
        kit.spawn(
            ServerGuardian.create(
                settings(retention),
                store,
                accounts,
                new PrivateMessages(
                    new InMemoryPrivateMessageStore(account -> true, 1000),
                    settings(retention).privateMessages()),
                StoredRooms.open(store, accounts),
                Optional.empty(),
                whenListening));
    assertEquals(1, whenListening.join().size());
    return guardian;
  }

  private static ServerSettings settings(String retention) throws Exception {
    return ServerSettings.read(
            TestServers.config(
                Map.of("parley.history.retention", retention, "parley.history.url", "none")))
        .withListeners(List.of(new ListenerSettings("beej", "127.0.0.1", 0)));
  }

  private void assertAge(int days, Instant olderThan) {
    Duration age = Duration.ofDays(days);
    assertTrue(
        !olderThan.isBefore(start.minus(age)) && !olderThan.isAfter(Instant.now().minus(age)),
        () -> olderThan + " is not " + days + " days ago");
  }

  /**
   * The start of the actor's timer cannot be observed, so that this advances the time repeatedly.
   */
  private Instant advanceTimeUntilPrune() {
    Optional<Instant> prune = store.pollPrune();
    while (prune.isEmpty()) {
      time.timePasses(HistoryPruner.INTERVAL);
      prune = store.pollPrune();
    }
    return prune.get();
  }
}
