package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.CountedMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits in a room counts, also when its sender is gone. */
class RoomMemoryTest {
  private static final String LONG = "x".repeat(1000);

  private final ActorTestKit kit = ActorTestKit.create("room-memory", TestServers.config());
  private final CountedMemory memory = new CountedMemory();
  private final TestProbe<HistoryWriter.Store> writer = kit.createTestProbe();
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(
          RoomTestKit.room(
              kit,
              RoomName.LOBBY,
              new RoomSettings(
                  RoomTestKit.fixedInterval(Duration.ZERO),
                  3 * LONG.length(),
                  100 * LONG.length(),
                  2,
                  0,
                  3,
                  Duration.ofMinutes(1)),
              () -> 0,
              kit.spawn(RoomTestKit.emptyHistoryReader()),
              writer.getRef(),
              memory));
  private final TestProbe<RoomEvent> chris = join("chris");
  private long lastId;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void texts_count_after_their_sender_has_terminated_until_they_are_delivered() {
    TestProbe<RoomEvent> pat = join("pat");
    say(pat, "first");
    HistoryWriter.Store first = awaitStore();
    for (int i = 0; i < 10; i++) {
      say(pat, LONG);
    }
    pat.stop();
    awaitMemoryOver(10 * LONG.length());
    replyStored(first);
    for (int stored = 0; stored < 10; ) {
      HistoryWriter.Store next = awaitStore();
      awaitMemoryOver(next.messages().size() * LONG.length());
      stored += next.messages().size();
      replyStored(next);
    }
    awaitNothingCounted();
  }

  @Test
  void private_texts_count_until_they_are_delivered() {
    TestProbe<RoomEvent> pat = join("pat");
    say(pat, "first");
    HistoryWriter.Store first = awaitStore();
    for (int i = 0; i < 10; i++) {
      room.tell(new ChatRoom.SendPrivate(new Nickname("chris"), Text.sanitize(LONG), pat.getRef()));
    }
    pat.stop();
    awaitMemoryOver(10 * LONG.length());
    replyStored(first);
    awaitNothingCounted();
  }

  @Test
  void room_that_restarts_counts_nothing_of_what_it_has_dropped() {
    say(chris, "first");
    HistoryWriter.Store first = awaitStore();
    say(chris, LONG);
    awaitMemoryOver(LONG.length());
    first.replyTo().tell(new HistoryResponse.Stored(stored(LONG, LONG)));
    chris.awaitAssert(
        () -> {
          // The notice of the restart waits.
          assertTrue(memory.used() < LONG.length(), () -> memory.used() + " bytes");
          return null;
        });
  }

  @Test
  void room_that_has_stopped_counts_nothing() {
    say(chris, LONG);
    awaitStore();
    awaitMemoryOver(LONG.length());
    kit.stop(room);
    awaitNothingCounted();
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe();
    room.tell(new ChatRoom.Join(new Nickname(nickname), probe.getRef()));
    probe.expectMessageClass(RoomEvent.Admitted.class);
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }

  private HistoryWriter.Store awaitStore() {
    return writer.expectMessageClass(HistoryWriter.Store.class);
  }

  private void replyStored(HistoryWriter.Store store) {
    store
        .replyTo()
        .tell(
            new HistoryResponse.Stored(
                stored(store.messages().stream().map(NewMessage::text).toArray(String[]::new))));
  }

  private List<StoredMessage> stored(String... texts) {
    List<StoredMessage> stored = new ArrayList<>();
    for (String text : texts) {
      lastId++;
      stored.add(
          new StoredMessage(
              lastId,
              HistoryMapping.toNewMessage(
                  MessageKind.CHAT,
                  new Nickname("chris"),
                  Text.sanitize(text),
                  new Stamp(RoomName.LOBBY, RoomTestKit.CLOCK.instant()))));
    }
    return stored;
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
