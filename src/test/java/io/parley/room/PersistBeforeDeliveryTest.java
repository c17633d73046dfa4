package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a room stores a batch before it delivers it. The history is a probe. */
class PersistBeforeDeliveryTest {
  private final ActorTestKit kit =
      ActorTestKit.create(
          "persist-before-delivery", ManualTime.config().withFallback(TestServers.config()));
  private final TestProbe<RoomHistoryLoader.Command> historyLoader = kit.createTestProbe();
  private final HistoryWriterProbe writer = new HistoryWriterProbe(kit, 10);
  private ActorRef<ChatRoom.Command> room = spawn(RoomTestKit.fixedInterval(Duration.ZERO));
  private ActorRef<HistoryResponse> historyReplyTo;

  PersistBeforeDeliveryTest() {
    historyReplyTo = awaitHistoryLoad();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void message_is_delivered_with_its_id_only_after_it_is_stored() {
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    say(chris, "two");
    chris.expectNoMessage(Duration.ZERO);

    writer.replyStored(store);
    assertEquals(List.of("chris: one #11"), receiveLines(chris, 1));
    HistoryWriter.Store next = writer.awaitStore("two");
    chris.expectNoMessage(Duration.ZERO);
    writer.replyStored(next);
    assertEquals(List.of("chris: two #12"), receiveLines(chris, 1));
  }

  @Test
  void newcomer_gets_backlog_then_each_event_once() {
    loadHistory(storedChat(3, "three"), storedChat(4, "four"));
    TestProbe<RoomEvent> chris = join("chris", "three #3", "four #4");
    say(chris, "underway");
    HistoryWriter.Store underway = writer.awaitStore("underway");
    say(chris, "waits");
    TestProbe<RoomEvent> pat = sendJoin("pat");
    say(chris, "after");
    pat.expectNoMessage(Duration.ZERO);
    writer.replyStored(underway);
    writer.replyStored(writer.awaitStore("waits", "after"));

    assertEquals(
        List.of("chris: underway #11", "chris: waits #12", "pat joined", "chris: after #13"),
        receiveLines(chris, 4));
    assertEquals(
        List.of("past: underway #11, waits #12", "pat joined", "chris: after #13"),
        receiveLines(pat, 3));
  }

  @Test
  void nothing_is_delivered_before_history_is_loaded() {
    TestProbe<RoomEvent> chris = sendJoin("chris");
    chris.expectNoMessage(Duration.ZERO);
    loadHistory(storedChat(3, "three"));
    assertEquals(List.of("past: three #3", "chris joined"), receiveLines(chris, 2));
  }

  @Test
  void first_member_waits_only_for_history_load() {
    restartWithFlushSettings(RoomTestKit.fixedInterval(Duration.ofMinutes(2)));
    TestProbe<RoomEvent> chris = sendJoin("chris");
    loadHistory();
    assertEquals(List.of("past: ", "chris joined"), receiveLines(chris, 2));
  }

  @Test
  void answers_to_a_batch_are_flushed_together_without_delay() {
    restartWithFlushSettings(
        new FlushSettings(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO));
    TestProbe<RoomEvent> chris = sendJoin("chris");
    say(chris, "one");
    loadHistory();
    writer.replyStored(writer.awaitStore("one"));
    assertEquals(List.of("past: ", "chris joined", "chris: one #11"), receiveLines(chris, 3));

    say(chris, "two");
    say(chris, "three");

    writer.awaitStore("two", "three");
  }

  @Test
  void join_is_delivered_late_unless_a_message_follows() {
    restartWithFlushSettings(
        new FlushSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2)));
    TestProbe<RoomEvent> chris = sendJoin("chris");
    loadHistory();
    assertEquals(List.of("past: ", "chris joined"), receiveLines(chris, 2));

    TestProbe<RoomEvent> pat = sendJoin("pat");
    chris.expectNoMessage(Duration.ZERO);
    say(pat, "hello");

    writer.replyStored(writer.awaitStore("hello"));
    assertEquals(List.of("pat joined", "pat: hello #11"), receiveLines(chris, 2));
  }

  @Test
  void members_are_told_once_that_store_failed_and_once_that_it_recovered() {
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    historyReplyTo.tell(HistoryResponse.StoreFailed.INSTANCE);
    historyReplyTo.tell(HistoryResponse.StoreFailed.INSTANCE);
    assertEquals(new RoomEvent.Suspended(RoomName.LOBBY), chris.receiveMessage());
    TestProbe<RoomEvent> pat = sendJoin("pat");
    assertEquals(new RoomEvent.Suspended(RoomName.LOBBY), pat.receiveMessage());

    writer.replyStored(store);
    assertEquals(List.of("chris: one #11"), receiveLines(chris, 1));
    assertEquals(new RoomEvent.Resumed(RoomName.LOBBY), chris.receiveMessage());
    assertEquals(List.of("pat joined"), receiveLines(chris, 1));
    assertEquals(new RoomEvent.Resumed(RoomName.LOBBY), pat.receiveMessage());
    assertEquals(List.of("past: one #11", "pat joined"), receiveLines(pat, 2));
  }

  @Test
  void message_over_unpersisted_limit_is_rejected() {
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    say(chris, "x".repeat(300));
    say(chris, "too much");
    RoomEvent.Delivered delivered = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, delivered.ownMessages());
    ServerMessage.Refused refused = (ServerMessage.Refused) delivered.batch().messages().get(0);
    assertEquals(Problem.Code.HISTORY_UNAVAILABLE, refused.problem().code());

    writer.replyStored(store);
    receiveLines(chris, 1);
    writer.replyStored(writer.awaitStore("x".repeat(300)));
    receiveLines(chris, 1);
    say(chris, "better");
    writer.awaitStore("better");
  }

  @Test
  void quitting_member_gets_own_messages_first() {
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "bye");
    HistoryWriter.Store store = writer.awaitStore("bye");
    room.tell(new ChatRoom.Quit(chris.getRef()));
    chris.expectNoMessage(Duration.ZERO);
    writer.replyStored(store);
    assertEquals(List.of("chris: bye #11"), receiveLines(chris, 1));
    chris.expectMessage(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
  }

  @Test
  void closing_room_delivers_batch_in_flight_first() {
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    say(chris, "two");
    Problem closing = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    room.tell(new ChatRoom.Close(closing));
    chris.expectNoMessage(Duration.ZERO);
    writer.replyStored(store);
    writer.replyStored(writer.awaitStore("two"));
    assertEquals(List.of("chris: one #11", "chris: two #12"), receiveLines(chris, 2));
    chris.expectMessage(new RoomEvent.Completed(RoomName.LOBBY, Optional.of(closing)));
  }

  /** Otherwise a client that says it again after a reconnect would have said it twice. */
  @Test
  void text_after_close_is_not_stored() {
    TestProbe<RoomName> settled = kit.createTestProbe();
    loadHistory();
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    room.tell(
        new ChatRoom.Close(new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.")));
    say(chris, "late");
    room.tell(new ChatRoom.AwaitPersisted(settled.getRef()));
    writer.replyStored(store);

    settled.expectMessage(RoomName.LOBBY);
    writer.expectNothing();
    assertEquals(List.of("chris: one #11"), receiveLines(chris, 1));
  }

  @Test
  void empty_room_replies_persisted_after_all_is_stored() {
    TestProbe<RoomName> settled = kit.createTestProbe();
    loadHistory();
    room.tell(new ChatRoom.AwaitPersisted(settled.getRef()));
    settled.expectMessage(RoomName.LOBBY);
    TestProbe<RoomEvent> chris = join("chris");
    say(chris, "one");
    HistoryWriter.Store store = writer.awaitStore("one");
    say(chris, "two");
    chris.stop();
    room.tell(new ChatRoom.AwaitPersisted(settled.getRef()));
    writer.replyStored(store);
    HistoryWriter.Store next = writer.awaitStore("two");
    settled.expectNoMessage(Duration.ZERO);
    writer.replyStored(next);
    settled.expectMessage(RoomName.LOBBY);
  }

  /** Replaces the room by one with another flush interval. */
  private void restartWithFlushSettings(FlushSettings flush) {
    room = spawn(flush);
    historyReplyTo = awaitHistoryLoad();
  }

  private ActorRef<ChatRoom.Command> spawn(FlushSettings flush) {
    return kit.spawn(
        RoomTestKit.room(
            kit,
            RoomName.LOBBY,
            new RoomSettings(flush, 100_000, 200, 2, 0, 3, Duration.ofMinutes(1)),
            () -> 0,
            historyLoader.getRef(),
            writer.ref()));
  }

  private ActorRef<HistoryResponse> awaitHistoryLoad() {
    return historyLoader.expectMessageClass(RoomHistoryLoader.LoadRecent.class).replyTo();
  }

  private void loadHistory(StoredMessage... past) {
    historyReplyTo.tell(
        new HistoryResponse.RecentLoaded(List.of(past), Optional.empty(), List.of()));
  }

  private static StoredMessage storedChat(long id, String text) {
    return new StoredMessage(
        id, new NewMessage("lobby", Instant.EPOCH, "old", MessageKind.CHAT, text));
  }

  private TestProbe<RoomEvent> sendJoin(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(Nickname.sanitize(nickname), probe.getRef()));
    probe.expectMessageClass(RoomEvent.Admitted.class);
    return probe;
  }

  private TestProbe<RoomEvent> join(String nickname, String... past) {
    TestProbe<RoomEvent> probe = sendJoin(nickname);
    assertEquals(
        List.of("past: " + String.join(", ", past), nickname + " joined"), receiveLines(probe, 2));
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }

  private static List<String> receiveLines(TestProbe<RoomEvent> probe, int count) {
    List<String> received = new ArrayList<>();
    while (received.size() < count) {
      probe
          .expectMessageClass(RoomEvent.Delivered.class)
          .batch()
          .messages()
          .forEach(message -> received.add(toLine(message)));
    }
    return received;
  }

  private static String toLine(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return chatted.nickname() + ": " + withId(chatted);
    }
    if (message instanceof ServerMessage.Joined joined) {
      return joined.nickname() + " joined";
    }
    if (message instanceof ServerMessage.Backlog backlog) {
      return "past: "
          + String.join(
              ", ",
              backlog.messages().stream()
                  .map(text -> withId((ServerMessage.Chatted) text))
                  .toList());
    }
    throw new AssertionError(message);
  }

  private static String withId(ServerMessage.Chatted chatted) {
    return chatted.text().value() + " #" + chatted.stamp().id().orElseThrow();
  }
}
