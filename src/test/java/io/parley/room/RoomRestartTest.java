package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.TestServers;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a room whose handler throws, because the writer stores fewer messages than requested. */
class RoomRestartTest {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_RESTARTS = 2;
  private static final String NOTICE =
      "The room lobby was restarted after an internal error. Messages sent just before may be lost.";

  private final ActorTestKit kit =
      ActorTestKit.create("restart", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<RoomHistoryLoader.Command> loader = kit.createTestProbe();
  private final HistoryWriterProbe writer = new HistoryWriterProbe(kit, 0);
  private final TestRoom room =
      new TestRoom(
          kit,
          RoomTestKit.room(
              kit,
              RoomName.LOBBY,
              new RoomSettings(
                  RoomTestKit.fixedInterval(Duration.ZERO),
                  100_000,
                  200,
                  2,
                  0,
                  MAX_RESTARTS,
                  WINDOW),
              () -> 0,
              loader.getRef(),
              writer.ref()));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void members_are_told_and_get_each_stored_text_once_in_order() {
    load(List.of(stored(3, "three")), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    assertEquals(List.of("backlog #3", "chris joined"), receive(chris, 2));
    room.say(chris, "one");
    HistoryWriterProbe.replyStored(writer.awaitStore("one"), 4);
    assertEquals(List.of("chris: one #4"), receive(chris, 1));

    room.say(chris, "two");
    HistoryWriter.Store failing = writer.awaitStore("two");
    room.say(chris, "lost");
    fail(failing);

    RoomEvent.Delivered delivered = chris.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(List.of(NOTICE, "members: chris"), lines(delivered));
    assertEquals(2, delivered.ownMessages(), "both texts count as returned");
    TestProbe<RoomEvent> pat = room.join("pat");
    HistoryWriterProbe.replyStored(writer.awaitStore(), 0);
    RoomHistoryLoader.LoadRecent request = expectLoad();
    assertEquals(OptionalLong.of(4), request.missedAfter());
    room.say(chris, "three");
    reply(request, List.of(stored(4, "one"), stored(5, "two")), List.of(stored(5, "two")));

    assertEquals(List.of("old: two #5"), receive(chris, 1));
    HistoryWriterProbe.replyStored(writer.awaitStore("three"), 6);
    assertEquals(List.of("pat joined", "chris: three #6"), receive(chris, 2));
    assertEquals(List.of("backlog #4 #5", "pat joined", "chris: three #6"), receive(pat, 3));
  }

  @Test
  void reply_to_failed_delivery_is_ignored_and_its_texts_are_delivered_from_history() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    room.say(chris, "one");
    HistoryWriter.Store failing = writer.awaitStore("one");
    fail(failing);
    assertEquals(List.of(NOTICE, "members: chris"), receive(chris, 2));
    HistoryWriter.Store barrier = writer.awaitStore();

    HistoryWriterProbe.replyStored(
        failing, 1); // the writer answers in order: this one before the empty request
    HistoryWriterProbe.replyStored(barrier, 0);
    reply(expectLoad(), List.of(stored(1, "one")), List.of(stored(1, "one")));

    assertEquals(List.of("old: one #1"), receive(chris, 1));
  }

  @Test
  void members_stay_until_they_terminate() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    TestProbe<RoomEvent> pat = room.join("pat");
    receive(chris, 1);
    receive(pat, 2);
    failOnText(chris, "one");

    pat.stop();
    recover();
    assertEquals(List.of("pat left"), receive(chris, 1));
    assertEquals(
        List.of(Nickname.sanitize("chris"), Nickname.sanitize("PAT")),
        admitted(room.sendJoin("PAT")).members().nicknames());
  }

  @Test
  void parting_and_quitting_members_get_their_last_event_after_restart() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    TestProbe<RoomEvent> pat = room.join("pat");
    receive(chris, 1);
    receive(pat, 2);
    room.say(chris, "one");
    HistoryWriter.Store failing = writer.awaitStore("one");
    room.part(pat);
    room.ref().tell(new ChatRoom.Quit(chris.getRef()));
    fail(failing);
    assertEquals(List.of(NOTICE, "members: chris"), receive(chris, 2));
    HistoryWriterProbe.replyStored(writer.awaitStore(), 0);
    reply(expectLoad(), List.of(stored(1, "one")), List.of(stored(1, "one")));

    pat.expectMessage(new RoomEvent.Parted(RoomName.LOBBY));
    assertEquals(List.of("old: one #1"), receive(chris, 1));
    chris.expectMessage(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()));
  }

  @Test
  void devices_stay_one_person_and_each_gets_the_texts_that_it_has_missed() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    TestProbe<RoomEvent> first = room.join("amy", 1);
    receive(first, 2);
    receive(chris, 1);
    TestProbe<RoomEvent> second = room.join("amy", 1);
    receive(second, 2);
    failOnText(chris, "one");
    HistoryWriterProbe.replyStored(writer.awaitStore(), 0);
    reply(expectLoad(), List.of(stored(1, "one")), List.of(stored(1, "one")));
    assertEquals(List.of("old: one #1"), receive(chris, 1));
    for (TestProbe<RoomEvent> device : List.of(first, second)) {
      assertEquals(List.of(NOTICE, "members: chris amy", "old: one #1"), receive(device, 3));
    }

    TestProbe<RoomEvent> third = room.join("amy", 1);
    assertEquals(List.of("backlog #1", "amy joined"), receive(third, 2));
    for (TestProbe<RoomEvent> device : List.of(second, first, third)) {
      room.part(device);
      assertEquals(List.of("amy left"), receive(device, 1));
      device.expectMessage(new RoomEvent.Parted(RoomName.LOBBY));
    }
    room.say(chris, "end");
    HistoryWriterProbe.replyStored(writer.awaitStore("end"), 2);
    assertEquals(List.of("amy left", "chris: end #2"), receive(chris, 2));
  }

  @Test
  void device_that_enters_before_the_failure_is_told_to_itself_only() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    TestProbe<RoomEvent> first = room.join("amy", 1);
    receive(first, 2);
    receive(chris, 1);
    room.say(chris, "one");
    HistoryWriter.Store failing = writer.awaitStore("one");
    TestProbe<RoomEvent> second = room.join("amy", 1);
    fail(failing);
    recover();
    room.say(chris, "end");
    HistoryWriterProbe.replyStored(writer.awaitStore("end"), 2);

    List<String> others = List.of(NOTICE, "members: chris amy", "chris: end #2");
    assertEquals(others, receive(chris, 3));
    assertEquals(others, receive(first, 3));
    assertEquals(
        List.of(NOTICE, "members: chris amy", "backlog", "amy joined", "chris: end #2"),
        receive(second, 5));
  }

  @Test
  void person_who_enters_with_two_devices_before_the_failure_is_told_once() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    room.say(chris, "one");
    HistoryWriter.Store failing = writer.awaitStore("one");
    TestProbe<RoomEvent> first = room.join("amy", 1);
    TestProbe<RoomEvent> second = room.join("amy", 1);
    fail(failing);
    recover();
    room.say(chris, "end");
    HistoryWriterProbe.replyStored(writer.awaitStore("end"), 2);

    assertEquals(
        List.of(NOTICE, "members: chris amy", "amy joined", "chris: end #2"), receive(chris, 4));
    for (TestProbe<RoomEvent> device : List.of(first, second)) {
      assertEquals(
          List.of(NOTICE, "members: chris amy", "backlog", "amy joined", "chris: end #2"),
          receive(device, 5));
    }
  }

  @Test
  void room_that_fails_too_often_disconnects_members_and_reopens_after_window() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    for (int i = 0; i < MAX_RESTARTS; i++) {
      failOnText(chris, "text " + i);
      recover();
    }
    room.say(chris, "last");
    fail(writer.awaitStore("last"));

    RoomEvent.Completed end = chris.expectMessageClass(RoomEvent.Completed.class);
    assertEquals(Problem.Code.SERVER_ERROR, end.reason().orElseThrow().code());
    assertEquals(
        Problem.Code.SERVER_ERROR,
        room.sendJoin("pat").expectMessageClass(RoomEvent.Rejected.class).problem().code());
    writer.expectNothing();
    chris.stop();

    time.timePasses(WINDOW);
    recover();
    TestProbe<RoomEvent> late = room.join("late");
    assertEquals(List.of("backlog", "late joined"), receive(late, 2));
  }

  @Test
  void failure_is_logged_with_command_and_without_text() {
    load(List.of(), List.of());
    TestProbe<RoomEvent> chris = room.join("chris");
    receive(chris, 2);
    LoggingTestKit.error("Room lobby has failed on Stored.")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              failOnText(chris, "secret");
              return 0;
            });
    recover();
    room.ref().tell(new ChatRoom.Ask(new Request.ListMembers(Optional.empty()), chris.getRef()));
    assertEquals(List.of("members: chris"), receive(chris, 1));
  }

  /** Lets the room fail, and receives the notice. */
  private void failOnText(TestProbe<RoomEvent> member, String text) {
    room.say(member, text);
    fail(writer.awaitStore(text));
    assertEquals(NOTICE, receive(member, 2).get(0));
  }

  /** Answers the writer's and the loader's request of a room that restarts. */
  private void recover() {
    HistoryWriterProbe.replyStored(writer.awaitStore(), 0);
    reply(expectLoad(), List.of(), List.of());
  }

  private void fail(HistoryWriter.Store store) {
    StoredMessage one = stored(99, "one");
    store.replyTo().tell(new HistoryResponse.Stored(List.of(one, one)));
  }

  private void load(List<StoredMessage> recent, List<StoredMessage> missed) {
    RoomHistoryLoader.LoadRecent request = expectLoad();
    assertEquals(OptionalLong.empty(), request.missedAfter());
    reply(request, recent, missed);
  }

  private RoomHistoryLoader.LoadRecent expectLoad() {
    return loader.expectMessageClass(RoomHistoryLoader.LoadRecent.class);
  }

  private static void reply(
      RoomHistoryLoader.LoadRecent request,
      List<StoredMessage> recent,
      List<StoredMessage> missed) {
    request.replyTo().tell(new HistoryResponse.RecentLoaded(recent, Optional.empty(), missed));
  }

  private static RoomEvent.Admitted admitted(TestProbe<RoomEvent> probe) {
    return assertInstanceOf(RoomEvent.Admitted.class, probe.receiveMessage());
  }

  private static StoredMessage stored(long id, String text) {
    return new StoredMessage(
        id, new NewMessage("lobby", Instant.EPOCH, "old", MessageKind.CHAT, text));
  }

  private static List<String> receive(TestProbe<RoomEvent> probe, int count) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.addAll(lines(probe.expectMessageClass(RoomEvent.Delivered.class)));
    }
    return lines;
  }

  private static List<String> lines(RoomEvent.Delivered delivered) {
    return delivered.batch().messages().stream().map(RoomRestartTest::line).toList();
  }

  private static String line(ServerMessage message) {
    if (message instanceof ServerMessage.RoomText text) {
      return text.nickname() + ": " + text.text().value() + " #" + id(text);
    }
    if (message instanceof ServerMessage.RoomMessage event) {
      return event.nickname() + (message instanceof ServerMessage.Joined ? " joined" : " left");
    }
    if (message instanceof ServerMessage.Backlog backlog) {
      StringBuilder line = new StringBuilder("backlog");
      backlog.messages().forEach(text -> line.append(" #").append(id(text)));
      return line.toString();
    }
    if (message instanceof ServerMessage.MemberList list) {
      return "members: "
          + String.join(" ", list.nicknames().stream().map(Nickname::value).toList());
    }
    return ((ServerMessage.Notice) message).text().value();
  }

  private static long id(ServerMessage.RoomText text) {
    return text.stamp().id().orElseThrow();
  }
}
