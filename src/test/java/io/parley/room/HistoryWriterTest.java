package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.parley.TestServers;
import io.parley.access.Permissions;
import io.parley.access.RoomModes;
import io.parley.access.Standing;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writer with a store whose writes wait for the test. */
class HistoryWriterTest {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ActorTestKit kit =
      ActorTestKit.create("writer", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ManualHistoryStore store = new ManualHistoryStore();
  private final ActorRef<HistoryWriter.Command> writer =
      kit.spawn(
          HistoryWriter.create(store, RETRY),
          DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
  private final TestProbe<HistoryResponse> room = kit.createTestProbe();
  private final TestProbe<HistoryResponse> other = kit.createTestProbe();

  @AfterEach
  void end() {
    store.completeAllWrites();
    kit.shutdownTestKit();
  }

  @Test
  void messages_arriving_during_write_form_next_batch_and_each_sender_gets_own_reply() {
    store(room, "one");
    ManualHistoryStore.Write first = store.awaitWrite();
    store(other, "two", "three");
    store(room, "four");
    first.succeed();
    assertEquals(List.of("one"), texts(stored(room).messages()));

    ManualHistoryStore.Write second = store.awaitWrite();
    assertEquals(List.of("two", "three", "four"), second.texts());
    assertNotEquals(first.token(), second.token());
    second.succeed();
    assertEquals(List.of("two", "three"), texts(stored(other).messages()));
    HistoryResponse.Stored last = stored(room);
    assertEquals(List.of("four"), texts(last.messages()));
    assertEquals(4, last.messages().get(0).id());
  }

  @Test
  void failed_batch_is_retried_with_same_token() {
    store(room, "one");
    ManualHistoryStore.Write first = store.awaitWrite();
    first.fail();
    assertEquals(HistoryResponse.StoreFailed.INSTANCE, room.receiveMessage());
    store(other, "two");
    assertEquals(HistoryResponse.StoreFailed.INSTANCE, other.receiveMessage());

    ManualHistoryStore.Write again = awaitRetry();
    assertEquals(first.token(), again.token());
    assertEquals(List.of("one"), again.texts());
    again.fail();
    awaitRetry().succeed();
    assertEquals(List.of("one"), texts(stored(room).messages())); // StoreFailed was sent only once
    store.awaitWrite().succeed();
    assertEquals(List.of("two"), texts(stored(other).messages()));
  }

  @Test
  void revision_is_refused_at_once_while_the_history_cannot_be_written() {
    store(room, "one");
    store.awaitWrite().fail();
    assertEquals(HistoryResponse.StoreFailed.INSTANCE, room.receiveMessage());
    writer.tell(
        new HistoryWriter.Revise(
            new MessageReviser.Order(
                new Request.Delete(1, Optional.empty()),
                new Permissions(RoomName.LOBBY, RoomModes.OPEN),
                Standing.OCCUPANT,
                Nickname.sanitize("amy"),
                1,
                -1,
                Instant.EPOCH,
                Instant.EPOCH,
                OptionalLong.empty(),
                Duration.ZERO),
            other.getRef()));
    HistoryResponse.RevisionDone done =
        other.expectMessageClass(HistoryResponse.RevisionDone.class);
    assertEquals(
        Problem.Code.TRY_LATER, ((MessageReviser.Refused) done.outcome()).problem().code());
    awaitRetry().succeed();
  }

  @Test
  void store_that_returns_too_few_messages_is_called_once_per_batch() {
    TruncatingStore truncating = new TruncatingStore();
    ActorRef<HistoryWriter.Command> writer =
        kit.spawn(
            HistoryWriter.create(truncating, RETRY),
            DispatcherSelector.fromConfig(HistoryWriter.DISPATCHER));
    truncating.truncateNextAppend();
    writer.tell(request(room, "one"));
    assertEquals(List.of(), stored(room).messages());

    time.timePasses(RETRY);
    writer.tell(request(other, "two"));
    assertEquals(List.of("two"), texts(stored(other).messages()));
    assertEquals(2, truncating.appends());
  }

  /** Advances the time until the next attempt. The start of the retry timer is not observable. */
  private ManualHistoryStore.Write awaitRetry() {
    Optional<ManualHistoryStore.Write> write = Optional.empty();
    while (write.isEmpty()) {
      time.timePasses(RETRY);
      write = store.pollWrite();
    }
    return write.get();
  }

  private void store(TestProbe<HistoryResponse> from, String... texts) {
    writer.tell(request(from, texts));
  }

  private static HistoryWriter.Store request(TestProbe<HistoryResponse> from, String... texts) {
    return new HistoryWriter.Store(
        List.of(texts).stream()
            .map(text -> new NewMessage("lobby", Instant.EPOCH, "pat", MessageKind.CHAT, text))
            .toList(),
        from.getRef());
  }

  private static HistoryResponse.Stored stored(TestProbe<HistoryResponse> probe) {
    return probe.expectMessageClass(HistoryResponse.Stored.class);
  }

  private static List<String> texts(List<StoredMessage> messages) {
    return messages.stream().map(message -> message.content().text()).toList();
  }
}
