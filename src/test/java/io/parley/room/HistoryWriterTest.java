package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.parley.Parley;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one who writes, with a store that waits until the test lets it go on. */
class HistoryWriterTest {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create("writer", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final SlowStore store = new SlowStore();
  private final ActorRef<HistoryWriter.Command> writer =
      kit.spawn(
          HistoryWriter.create(store, RETRY),
          DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
  private final TestProbe<Historian.Told> room = kit.createTestProbe();
  private final TestProbe<Historian.Told> other = kit.createTestProbe();

  @AfterEach
  void end() {
    store.letEverythingGo();
    kit.shutdownTestKit();
  }

  @Test
  void what_comes_while_it_writes_forms_the_next_batch_and_everybody_gets_their_own() {
    tell(room, "one");
    SlowStore.Write first = store.awaitWrite();
    tell(other, "two", "three");
    tell(room, "four");
    first.succeed();
    assertEquals(List.of("one"), texts(stored(room).entries()));

    SlowStore.Write second = store.awaitWrite();
    assertEquals(List.of("two", "three", "four"), second.texts());
    assertNotEquals(first.token(), second.token());
    second.succeed();
    assertEquals(List.of("two", "three"), texts(stored(other).entries()));
    Historian.Stored last = stored(room);
    assertEquals(List.of("four"), texts(last.entries()));
    assertEquals(4, last.entries().get(0).id());
  }

  @Test
  void a_batch_that_cannot_be_written_is_tried_again_under_the_same_token_until_it_can() {
    tell(room, "one");
    SlowStore.Write first = store.awaitWrite();
    first.fail();
    assertEquals(Historian.Trouble.INSTANCE, room.receiveMessage());
    tell(other, "two");
    assertEquals(Historian.Trouble.INSTANCE, other.receiveMessage());

    SlowStore.Write again = awaitRetry();
    assertEquals(first.token(), again.token());
    assertEquals(List.of("one"), again.texts());
    again.fail();
    awaitRetry().succeed();
    assertEquals(List.of("one"), texts(stored(room).entries())); // the trouble was told once
    store.awaitWrite().succeed();
    assertEquals(List.of("two"), texts(stored(other).entries()));
  }

  /** Lets time pass until there is another attempt: when it begins to wait, nobody sees. */
  private SlowStore.Write awaitRetry() {
    Optional<SlowStore.Write> write = Optional.empty();
    while (write.isEmpty()) {
      time.timePasses(RETRY);
      write = store.writeSoFar();
    }
    return write.get();
  }

  private void tell(TestProbe<Historian.Told> from, String... texts) {
    writer.tell(
        new HistoryWriter.Store(
            List.of(texts).stream()
                .map(text -> new NewMessage("lobby", Instant.EPOCH, "pat", MessageKind.CHAT, text))
                .toList(),
            from.getRef()));
  }

  private static Historian.Stored stored(TestProbe<Historian.Told> probe) {
    return probe.expectMessageClass(Historian.Stored.class);
  }

  private static List<String> texts(List<StoredMessage> entries) {
    return entries.stream().map(entry -> entry.content().text()).toList();
  }
}
