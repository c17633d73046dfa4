package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room that gets more, while a batch is being stored, than fits into the next batch. */
class FullBatchTest {
  private static final int MAX_BATCH = 500;
  private static final int MAX_UNPERSISTED = 4000;

  /** 200 bytes: with its event, two of them are less than a full batch, and three are more. */
  private static final String LONG = "\uD83D\uDE00".repeat(49);

  private final ActorTestKit kit = ActorTestKit.create("full-batch", TestServers.config());
  private final HistoryWriterProbe writer = new HistoryWriterProbe(kit, 0);
  private final TestRoom room =
      new TestRoom(
          kit,
          RoomTestKit.lobby(
              kit,
              RoomTestKit.storageSettings(MAX_BATCH, MAX_UNPERSISTED),
              writer,
              MemoryCounter.NONE));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void texts_over_a_full_batch_are_delivered_in_the_next_one() {
    TestProbe<RoomEvent> chris = join("chris");
    room.say(chris, "first");
    HistoryWriter.Store first = writer.awaitStore("first");
    for (String text : List.of("1", "2", "3", "4", "5", "6", "7")) {
      room.say(chris, text + LONG);
    }
    writer.replyStored(first);
    assertDelivered(chris, 1, "first");
    writer.replyStored(writer.awaitStore("1" + LONG, "2" + LONG));
    assertDelivered(chris, 2, "1" + LONG, "2" + LONG);
    writer.replyStored(writer.awaitStore("3" + LONG, "4" + LONG));
    assertDelivered(chris, 2, "3" + LONG, "4" + LONG);
    writer.replyStored(writer.awaitStore("5" + LONG, "6" + LONG));
    assertDelivered(chris, 2, "5" + LONG, "6" + LONG);
    writer.replyStored(writer.awaitStore("7" + LONG));
    assertDelivered(chris, 1, "7" + LONG);
  }

  @Test
  void new_member_gets_the_backlog_after_the_full_batches_and_then_each_text_once() {
    TestProbe<RoomEvent> chris = join("chris");
    room.say(chris, "first");
    HistoryWriter.Store first = writer.awaitStore("first");
    room.say(chris, "1" + LONG);
    room.say(chris, "2" + LONG);
    TestProbe<RoomEvent> pat = room.join("pat");
    room.say(chris, "after");
    writer.replyStored(first);
    writer.replyStored(writer.awaitStore("1" + LONG, "2" + LONG));
    writer.replyStored(writer.awaitStore("after"));

    ServerMessage.Backlog backlog =
        (ServerMessage.Backlog)
            pat.expectMessageClass(RoomEvent.Delivered.class).batch().messages().get(0);
    assertEquals(
        List.of("1" + LONG, "2" + LONG),
        backlog.messages().stream().map(text -> text.text().value()).toList());
    assertDelivered(pat, 0, "after");
  }

  @Test
  void former_member_gets_the_full_batches_and_nothing_later() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    chris.expectMessageClass(RoomEvent.Delivered.class); // pat's join
    room.say(chris, "first");
    HistoryWriter.Store first = writer.awaitStore("first");
    room.say(pat, "1" + LONG);
    room.say(chris, "2" + LONG);
    room.part(pat);
    room.say(chris, "after");
    writer.replyStored(first);
    writer.replyStored(writer.awaitStore("1" + LONG, "2" + LONG));
    writer.replyStored(writer.awaitStore("after"));

    assertDelivered(pat, 0, "first");
    assertDelivered(pat, 1, "1" + LONG, "2" + LONG);
    pat.expectMessageClass(RoomEvent.Delivered.class); // its own leave
    pat.expectMessage(new RoomEvent.Parted(RoomName.LOBBY));
    assertDelivered(chris, 1, "first");
    assertDelivered(chris, 1, "1" + LONG, "2" + LONG);
    assertDelivered(chris, 1, "after");
    pat.expectNoMessage(Duration.ZERO);
  }

  @Test
  void texts_in_full_batches_count_as_unpersisted() {
    TestProbe<RoomEvent> chris = join("chris");
    room.say(chris, "first");
    writer.awaitStore("first");
    int accepted = MAX_UNPERSISTED / (LONG.length() * 2 + 64) + 1;
    for (int i = 0; i < accepted + 1; i++) {
      room.say(chris, LONG);
    }
    RoomEvent.Delivered refusal = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, refusal.ownMessages());
    assertEquals(ServerMessage.Refused.class, refusal.batch().messages().get(0).getClass());
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = room.join(nickname);
    int received = 0;
    while (received < 2) { // the backlog and the join
      received += probe.expectMessageClass(RoomEvent.Delivered.class).batch().messages().size();
    }
    return probe;
  }

  /** The texts of the next batch; joins and leaves are left out. */
  private static void assertDelivered(
      TestProbe<RoomEvent> probe, int ownMessages, String... expected) {
    List<String> texts = new ArrayList<>();
    int own = 0;
    while (texts.size() < expected.length) {
      RoomEvent.Delivered delivered = probe.expectMessageClass(RoomEvent.Delivered.class);
      own += delivered.ownMessages();
      delivered.batch().messages().stream()
          .flatMap(message -> message.userMessage().stream())
          .forEach(text -> texts.add(text.text().value()));
    }
    assertEquals(List.of(expected), texts);
    assertEquals(ownMessages, own);
  }
}
