package io.parley.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.account.AccountReadMark;
import io.parley.account.Accounts;
import io.parley.account.CountingAccountStore;
import io.parley.account.OpenAccounts;
import io.parley.account.ReadMark;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.room.AnswerTransit;
import io.parley.room.HistoryReader;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadMarkRegistryTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final RoomName TEA = new RoomName("tea");
  private static final RoomName GARDEN = new RoomName("garden");

  /** The answers are not encoded. */
  private static final AnswerTransit TRANSIT =
      new AnswerTransit() {
        @Override
        public void begin(Batch<ServerMessage> answer) {}

        @Override
        public void drop(Batch<ServerMessage> answer) {}
      };

  private final CountingAccountStore store = new CountingAccountStore();
  private final long pat = store.add(new Nickname("pat"));
  private final long ann = store.add(new Nickname("ann"));
  private final Accounts accounts =
      OpenAccounts.on(store, TestServers.config(Map.of("parley.accounts.read-marks", "3")));
  private final ActorTestKit kit =
      ActorTestKit.create("read-marks", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<HistoryReader.Command> historyReader = kit.createTestProbe();
  private final ActorRef<ReadMarkRegistry.Command> registry =
      kit.spawn(ReadMarkRegistry.create(accounts, historyReader.getRef()));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
    accounts.close();
  }

  @Test
  void connection_that_joins_a_room_gets_its_mark() throws Exception {
    store.raiseReadMarks(List.of(mark(pat, "Tea", 7)), 10);
    TestProbe<MemberMessage> device = device();

    enter(pat, TEA, device);
    expectMark(device, TEA, 7, false);
    enter(pat, GARDEN, device);
    expectMark(device, GARDEN, 0, false);
  }

  @Test
  void rise_is_told_to_all_connections_and_a_lower_id_to_the_sender_only() {
    TestProbe<MemberMessage> first = entered(pat, TEA);
    TestProbe<MemberMessage> second = entered(pat, TEA);
    TestProbe<MemberMessage> other = entered(ann, TEA);

    raise(pat, TEA, 7, first);
    expectMark(first, TEA, 7, true);
    expectMark(second, TEA, 7, false);
    raise(pat, TEA, 5, first);
    expectMark(first, TEA, 7, true);
    raise(pat, TEA, 9, second);
    expectMark(second, TEA, 9, true);
    expectMark(first, TEA, 9, false);
    raise(ann, TEA, 1, other); // the marks of pat were not told to ann
    expectMark(other, TEA, 1, true);
  }

  @Test
  void many_rises_are_one_transaction_for_each_interval() throws Exception {
    TestProbe<MemberMessage> first = entered(pat, TEA);
    TestProbe<MemberMessage> other = entered(ann, TEA);
    for (int id = 1; id <= 1000; id++) {
      raise(pat, TEA, id, first);
      expectMark(first, TEA, id, true);
    }
    raise(ann, TEA, 4, other);
    expectMark(other, TEA, 4, true);
    assertEquals(0, store.attempts());

    time.timePasses(INTERVAL);
    assertEquals(List.of(mark(pat, "tea", 1000), mark(ann, "tea", 4)), store.awaitRaise());
    raise(pat, TEA, 1001, first);
    expectMark(first, TEA, 1001, true);
    flush();
    assertEquals(List.of(mark(pat, "tea", 1001)), store.awaitRaise());
    assertEquals(2, store.attempts());
  }

  @Test
  void last_connection_that_leaves_writes_at_once() throws Exception {
    TestProbe<MemberMessage> first = entered(pat, TEA);
    TestProbe<MemberMessage> second = entered(pat, TEA);
    raise(pat, TEA, 7, first);
    expectMark(first, TEA, 7, true);
    expectMark(second, TEA, 7, false);

    first.stop();
    raise(pat, TEA, 8, second);
    expectMark(second, TEA, 8, true);
    second.stop();
    assertEquals(List.of(mark(pat, "tea", 8)), store.awaitRaise());
    TestProbe<MemberMessage> third = device();
    enter(pat, TEA, third);
    expectMark(third, TEA, 8, false);
  }

  @Test
  void flush_writes_what_waits_and_replies() throws Exception {
    flush(); // nothing
    TestProbe<MemberMessage> device = entered(pat, TEA);
    raise(pat, TEA, 7, device);
    expectMark(device, TEA, 7, true);

    flush();
    assertEquals(List.of(new ReadMark("tea", 7)), store.readMarks(pat));
  }

  @Test
  void marks_rise_while_the_database_is_away_and_are_written_later() throws Exception {
    TestProbe<MemberMessage> device = entered(pat, TEA);
    store.setAway(true);
    raise(pat, TEA, 7, device);
    expectMark(device, TEA, 7, true);
    LoggingTestKit.warn("The read marks cannot be written")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              flush();
              flush();
              return 0;
            });
    assertEquals(0, store.raiseCount());

    store.setAway(false);
    raise(pat, TEA, 8, device);
    expectMark(device, TEA, 8, true);
    time.timePasses(INTERVAL);
    assertEquals(List.of(mark(pat, "tea", 8)), store.awaitRaise());
  }

  @Test
  void account_that_comes_while_the_database_is_away_gets_its_marks_later() throws Exception {
    store.raiseReadMarks(List.of(mark(pat, "tea", 7), mark(pat, "garden", 3)), 10);
    store.awaitRaise();
    store.setAway(true);
    TestProbe<MemberMessage> device = device();
    enter(pat, TEA, device);
    raise(pat, GARDEN, 5, device);
    expectMark(device, GARDEN, 5, true); // the read has failed
    listUnread(pat, device);
    assertEquals(Problem.Code.TRY_LATER, refusal(device));

    store.setAway(false);
    time.timePasses(INTERVAL);
    expectMark(device, TEA, 7, false);
    raise(pat, GARDEN, 4, device);
    expectMark(device, GARDEN, 5, true);
  }

  @Test
  void joins_that_wait_for_the_database_are_bounded() {
    store.setAway(true);
    TestProbe<MemberMessage> device = device();
    for (String room : List.of("a", "b", "b", "c", "d")) {
      enter(pat, new RoomName(room), device);
    }
    raise(pat, TEA, 1, device);
    expectMark(device, TEA, 1, true); // the read has failed

    store.setAway(false);
    time.timePasses(INTERVAL);
    for (String room : List.of("b", "c", "d")) { // the limit is 3
      expectMark(device, new RoomName(room), 0, false);
    }
  }

  @Test
  void unread_messages_are_counted_above_the_marks() {
    TestProbe<MemberMessage> device = entered(pat, TEA);
    raise(pat, TEA, 7, device);
    expectMark(device, TEA, 7, true);

    listUnread(pat, device);
    assertEquals(
        List.of(new HistoryReader.ReadPosition(TEA, 7), new HistoryReader.ReadPosition(GARDEN, 0)),
        historyReader.expectMessageClass(HistoryReader.CountUnread.class).rooms());
  }

  @Test
  void marks_of_the_oldest_messages_are_forgotten_above_the_limit() {
    TestProbe<MemberMessage> device = entered(pat, TEA);
    List<String> rooms = List.of("a", "b", "c");
    raise(pat, TEA, 1, device);
    expectMark(device, TEA, 1, true);
    for (int i = 0; i < rooms.size(); i++) {
      RoomName room = new RoomName(rooms.get(i));
      raise(pat, room, 10 + i, device);
      expectMark(device, room, 10 + i, true);
    }

    enter(pat, TEA, device);
    expectMark(device, TEA, 0, false);
    enter(pat, new RoomName("a"), device);
    expectMark(device, new RoomName("a"), 10, false);
  }

  @Test
  void removed_account_loses_its_marks() {
    TestProbe<MemberMessage> device = entered(pat, TEA);
    raise(pat, TEA, 7, device);
    expectMark(device, TEA, 7, true);
    registry.tell(new ReadMarkRegistry.AccountRemoved(pat));

    flush();
    assertEquals(0, store.attempts());
    listUnread(pat, device);
    assertEquals(Problem.Code.TRY_LATER, refusal(device));
  }

  @Test
  void more_marks_than_one_transaction_are_written_one_after_the_other() throws Exception {
    TestProbe<MemberMessage> gone = device();
    for (int i = 1; i <= 201; i++) {
      raise(i + 1000, TEA, i, gone); // of accounts that have gone
    }
    flush();

    assertEquals(200, store.awaitRaise().size());
    assertEquals(1, store.awaitRaise().size());
    assertTrue(store.raiseCount() == 0);
  }

  private TestProbe<MemberMessage> device() {
    return kit.createTestProbe();
  }

  private TestProbe<MemberMessage> entered(long account, RoomName room) {
    TestProbe<MemberMessage> device = device();
    enter(account, room, device);
    expectMark(device, room, 0, false);
    return device;
  }

  private void enter(long account, RoomName room, TestProbe<MemberMessage> device) {
    registry.tell(new ReadMarkRegistry.Enter(account, room, device.getRef()));
  }

  private void raise(long account, RoomName room, long id, TestProbe<MemberMessage> device) {
    registry.tell(new ReadMarkRegistry.Raise(account, room, id, device.getRef()));
  }

  private void listUnread(long account, TestProbe<MemberMessage> device) {
    registry.tell(
        new ReadMarkRegistry.ListUnread(
            account,
            List.of(TEA, GARDEN),
            new HistoryReader.Asker(device.getRef().narrow(), TRANSIT)));
  }

  private void flush() {
    TestProbe<ReadMarkRegistry.Flushed> guardian = kit.createTestProbe();
    registry.tell(new ReadMarkRegistry.Flush(guardian.getRef()));
    guardian.expectMessage(ReadMarkRegistry.Flushed.INSTANCE);
  }

  private static void expectMark(
      TestProbe<MemberMessage> device, RoomName room, long id, boolean answer) {
    RoomEvent.Delivered delivered = device.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(new ServerMessage.MarkedRead(room, id)), delivered.batch().messages());
    assertEquals(answer, delivered.isAnswer());
  }

  private static Problem.Code refusal(TestProbe<MemberMessage> device) {
    RoomEvent.Delivered delivered = device.expectMessageClass(RoomEvent.Delivered.class);
    return delivered.batch().messages().get(0).refusal().orElseThrow().code();
  }

  private static AccountReadMark mark(long account, String room, long id) {
    return new AccountReadMark(account, new ReadMark(room, id));
  }
}
