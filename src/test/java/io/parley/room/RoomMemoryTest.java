package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.history.StoredMessage;
import io.parley.wire.flow.CountedMemory;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in a room counts, also when its sender is gone. */
class RoomMemoryTest {
  private static final String LONG = "x".repeat(1000);

  private final ActorTestKit kit = ActorTestKit.create("room-memory", TestServers.config());
  private final CountedMemory memory = new CountedMemory();
  private final HistoryWriterProbe writer = new HistoryWriterProbe(kit, 0);
  private final TestRoom room =
      new TestRoom(
          kit,
          RoomTestKit.lobby(
              kit,
              RoomTestKit.storageSettings(3 * LONG.length(), 100 * LONG.length()),
              writer,
              memory));
  private final TestProbe<RoomEvent> chris = room.join("chris");

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void texts_count_after_their_sender_has_terminated_until_they_are_delivered() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.say(pat, "first");
    HistoryWriter.Store first = writer.awaitAnyStore();
    for (int i = 0; i < 10; i++) {
      room.say(pat, LONG);
    }
    pat.stop();
    awaitMemoryOver(10 * LONG.length());
    writer.replyStored(first);
    for (int stored = 0; stored < 10; ) {
      HistoryWriter.Store next = writer.awaitAnyStore();
      awaitMemoryOver(next.messages().size() * LONG.length());
      stored += next.messages().size();
      writer.replyStored(next);
    }
    awaitNothingCounted();
  }

  @Test
  void room_that_restarts_counts_nothing_of_what_it_has_dropped() {
    room.say(chris, "first");
    HistoryWriter.Store first = writer.awaitAnyStore();
    room.say(chris, LONG);
    awaitMemoryOver(LONG.length());
    StoredMessage other = new StoredMessage(1, first.messages().get(0));
    first.replyTo().tell(new HistoryResponse.Stored(List.of(other, other)));
    chris.awaitAssert(
        () -> {
          // The notice of the restart waits.
          assertTrue(memory.used() < LONG.length(), () -> memory.used() + " bytes");
          return null;
        });
  }

  @Test
  void room_that_has_stopped_counts_nothing() {
    room.say(chris, LONG);
    writer.awaitAnyStore();
    awaitMemoryOver(LONG.length());
    kit.stop(room.ref());
    awaitNothingCounted();
  }

  private void awaitMemoryOver(int bytes) {
    chris.awaitAssert(
        () -> {
          assertTrue(memory.used() >= bytes, () -> memory.used() + " bytes");
          return null;
        });
  }

  private void awaitNothingCounted() {
    chris.awaitAssert(
        () -> {
          assertEquals(0, memory.used());
          return null;
        });
  }
}
