package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several devices of one account in a room, and guests who log in. */
class DevicesTest {
  private static final long AMY = 1;
  private static final long OTHER = 2;
  private static final ServerMessage END = chatted("pat", "end");

  private final ActorTestKit kit = ActorTestKit.create("devices", TestServers.config());

  /** Gets one report for each command that changes the members, after it is handled. */
  private final TestProbe<RoomRegistry.OccupancyChanged> reports = kit.createTestProbe();

  private final TestRoom room =
      new TestRoom(
          kit,
          ChatRoom.create(
              RoomName.LOBBY,
              new RoomDependencies(
                  RoomTestKit.settings(Duration.ZERO, 10_000),
                  kit.spawn(RoomTestKit.emptyHistoryReader()),
                  kit.spawn(RoomTestKit.immediateHistoryWriter()),
                  reports.getRef(),
                  TestRoomAccess.open(kit),
                  MemoryCounter.NONE,
                  RoomTestKit.CLOCK,
                  () -> 0)));

  /** The messages that a test has not looked at yet. */
  private final Map<TestProbe<RoomEvent>, List<ServerMessage>> received = new HashMap<>();

  private final TestProbe<RoomEvent> pat = room.join("pat");

  @BeforeEach
  void enter() {
    while (reportedMembers() == 0) {
      // the history is loaded before the join
    }
    assertEquals(List.of(joined("pat")), receiveToEnd(pat));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void further_device_gets_list_and_its_own_join_and_nobody_else_is_told() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("amy")), receiveToEnd(first));
    assertEquals(List.of(joined("amy"), END), receive(pat, 2));

    TestProbe<RoomEvent> second = room.sendJoin("amy", AMY);
    RoomEvent.Admitted admitted = second.expectMessageClass(RoomEvent.Admitted.class);
    assertEquals(List.of(new Nickname("pat"), new Nickname("amy")), admitted.members().nicknames());
    assertEquals(2, admitted.members().memberCount());
    assertEquals(2, reportedMembers());

    assertEquals(List.of(joined("amy")), receiveToEnd(second));
    assertEquals(List.of(END), receive(first, 1));
    assertEquals(List.of(END), receive(pat, 1));
  }

  @Test
  void further_device_gets_the_backlog() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    assertEquals(List.of(joined("amy")), receiveToEnd(first));

    List<ServerMessage> messages =
        join("amy", AMY).expectMessageClass(RoomEvent.Delivered.class).batch().messages();
    assertEquals(2, ((ServerMessage.Backlog) messages.get(0)).messages().size(), "both ends");
    assertEquals(List.of(joined("amy")), RoomTestKit.withoutStamps(messages));
  }

  @Test
  void device_that_parts_gets_its_leave_and_the_others_get_that_of_the_last_one() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    skipReports(2);

    part(first, "to work");
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("amy"), left("amy", "to work")), receiveToParted(first));
    assertEquals(List.of(joined("amy")), receiveToEnd(second));
    assertEquals(List.of(joined("amy"), END), receive(pat, 2));

    part(second, "to bed");
    assertEquals(1, reportedMembers());
    assertEquals(List.of(left("amy", "to bed")), receiveToParted(second));
    assertEquals(List.of(left("amy", "to bed")), receiveToEnd(pat));
  }

  @Test
  void terminated_device_is_not_told_unless_it_is_the_last_one() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    skipReports(2);
    quit(second, "second");
    quit(first, "first");

    second.stop();
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("amy")), receiveToEnd(pat));
    first.stop();
    assertEquals(1, reportedMembers());
    assertEquals(List.of(left("amy", "first")), receiveToEnd(pat));
    assertEquals(List.of(new Nickname("pat")), memberList(pat).nicknames());
  }

  @Test
  void first_rename_is_for_all_devices_and_the_others_are_acknowledged() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    receiveToEnd(second);
    receive(first, 2);
    receive(pat, 2);

    rename(second, "amelia", AMY);
    rename(first, "amelia", AMY);
    room.say(first, "me");
    List<ServerMessage> expected = List.of(renamed("amy", "amelia"), chatted("amelia", "me"));
    for (TestProbe<RoomEvent> member : List.of(first, second, pat)) {
      assertEquals(expected, receive(member, 2));
    }
    assertEquals(List.of(new Nickname("pat"), new Nickname("amelia")), memberList(pat).nicknames());
  }

  @Test
  void join_with_the_previous_nickname_is_no_rename_for_the_others() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    receive(first, 1);
    receive(pat, 1);
    TestProbe<RoomEvent> second = kit.createTestProbe(RoomEvent.class);
    room.ref().tell(new ChatRoom.Rename(TestRoom.identity("amelia", AMY, 1), first.getRef()));
    room.ref().tell(new ChatRoom.Join(TestRoom.identity("amy", AMY, 0), second.getRef(), false));
    RoomEvent.Admitted admitted = second.expectMessageClass(RoomEvent.Admitted.class);
    assertEquals(new Nickname("amy"), admitted.nickname());
    assertEquals(
        List.of(new Nickname("pat"), new Nickname("amelia")), admitted.members().nicknames());
    room.ref().tell(new ChatRoom.Rename(TestRoom.identity("amelia", AMY, 1), second.getRef()));

    assertEquals(List.of(joined("amy"), renamed("amy", "amelia")), receiveToEnd(second));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(first, 2));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(pat, 2));
    room.say(second, "me");
    for (TestProbe<RoomEvent> member : List.of(first, second, pat)) {
      assertEquals(List.of(chatted("amelia", "me")), receive(member, 1));
    }
  }

  @Test
  void join_with_the_new_nickname_is_the_rename_and_that_of_the_other_device_is_none() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    receive(first, 1);
    receive(pat, 1);
    TestProbe<RoomEvent> second = kit.createTestProbe(RoomEvent.class);
    room.ref().tell(new ChatRoom.Join(TestRoom.identity("amelia", AMY, 1), second.getRef(), false));
    second.expectMessageClass(RoomEvent.Admitted.class);
    room.ref().tell(new ChatRoom.Rename(TestRoom.identity("amelia", AMY, 1), first.getRef()));

    assertEquals(List.of(joined("amelia")), receiveToEnd(second));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(first, 2));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(pat, 2));
  }

  @Test
  void join_with_the_previous_nickname_does_not_push_its_new_owner_out() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    receive(first, 1);
    room.ref().tell(new ChatRoom.Rename(TestRoom.identity("amelia", AMY, 1), first.getRef()));
    TestProbe<RoomEvent> guest = room.join("amy");
    TestProbe<RoomEvent> second = kit.createTestProbe(RoomEvent.class);
    room.ref().tell(new ChatRoom.Join(TestRoom.identity("amy", AMY, 0), second.getRef(), false));

    assertEquals(
        List.of(new Nickname("pat"), new Nickname("amelia"), new Nickname("amy")),
        second.expectMessageClass(RoomEvent.Admitted.class).members().nicknames());
    room.say(guest, "still here");
    List<ServerMessage> all = receiveToEnd(pat);
    assertEquals(chatted("amy", "still here"), all.get(all.size() - 1));
  }

  @Test
  void guest_who_logs_in_becomes_a_further_device() {
    TestProbe<RoomEvent> guest = room.join("guest-1");
    TestProbe<RoomEvent> amy = join("amy", AMY);
    receiveToEnd(amy);
    receive(guest, 3);
    receive(pat, 3);
    skipReports(2);

    room.say(guest, "before");
    rename(guest, "amy", AMY);
    assertEquals(2, reportedMembers());
    room.say(guest, "after");
    assertEquals(
        List.of(chatted("guest-1", "before"), renamed("guest-1", "amy"), chatted("amy", "after")),
        receive(guest, 3));
    List<ServerMessage> others =
        List.of(chatted("guest-1", "before"), left("guest-1"), chatted("amy", "after"));
    assertEquals(others, receive(amy, 3));
    assertEquals(others, receive(pat, 3));

    part(amy, "other device");
    assertEquals(2, reportedMembers());
    assertEquals(List.of(), receiveToEnd(pat));
  }

  @Test
  void guest_who_logs_in_alone_is_renamed_and_further_devices_join_it() {
    TestProbe<RoomEvent> guest = room.join("guest-1");
    skipReports(1);
    receive(pat, 1);
    rename(guest, "amy", AMY);
    assertEquals(2, reportedMembers());
    assertEquals(List.of(renamed("guest-1", "amy")), receiveToEnd(pat));
    assertEquals(List.of(joined("guest-1"), renamed("guest-1", "amy"), END), receive(guest, 3));

    TestProbe<RoomEvent> device = join("amy", AMY);
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("amy")), receiveToEnd(device));
    assertEquals(List.of(END), receive(pat, 1));
    assertEquals(List.of(END), receive(guest, 1));
  }

  @Test
  void rename_that_only_sets_the_account_is_silent() {
    TestProbe<RoomEvent> guest = room.join("amy");
    receive(pat, 1);
    rename(guest, "amy", AMY);
    TestProbe<RoomEvent> device = join("amy", AMY);
    assertEquals(List.of(joined("amy")), receiveToEnd(device));
    assertEquals(List.of(joined("amy"), END), receive(guest, 2));
    assertEquals(List.of(END), receive(pat, 1));
  }

  @Test
  void device_with_another_account_is_somebody_else() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    skipReports(2);
    receive(first, 1);
    receive(second, 1);
    receive(pat, 1);

    rename(second, "zoe", OTHER);
    assertEquals(3, reportedMembers());
    assertEquals(List.of(renamed("amy", "zoe")), receiveToEnd(second));
    assertEquals(List.of(joined("zoe"), END), receive(first, 2));
    assertEquals(List.of(joined("zoe"), END), receive(pat, 2));

    rename(second, "amy", AMY);
    assertEquals(2, reportedMembers());
    assertEquals(List.of(renamed("zoe", "amy")), receiveToEnd(second));
    assertEquals(List.of(left("zoe"), END), receive(first, 2));
    assertEquals(List.of(left("zoe"), END), receive(pat, 2));
  }

  @Test
  void device_that_changes_to_another_account_with_devices_is_not_announced() {
    TestProbe<RoomEvent> amy = join("amy", AMY);
    TestProbe<RoomEvent> device = join("amy", AMY);
    TestProbe<RoomEvent> zoe = join("zoe", OTHER);
    receiveToEnd(zoe);
    receive(device, 3);
    receive(amy, 3);
    receive(pat, 3);

    rename(device, "zoe", OTHER);
    assertEquals(List.of(renamed("amy", "zoe")), receiveToEnd(device));
    for (TestProbe<RoomEvent> member : List.of(amy, zoe, pat)) {
      assertEquals(List.of(END), receive(member, 1));
    }
  }

  @Test
  void join_with_the_new_nickname_of_an_account_renames_the_devices_that_are_here() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    receiveToEnd(first);
    receive(pat, 2);

    TestProbe<RoomEvent> second = room.sendJoin("amelia", AMY);
    assertEquals(
        List.of(new Nickname("pat"), new Nickname("amelia")),
        second.expectMessageClass(RoomEvent.Admitted.class).members().nicknames());
    rename(first, "amelia", AMY);
    assertEquals(List.of(joined("amelia")), receiveToEnd(second));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(first, 2));
    assertEquals(List.of(renamed("amy", "amelia"), END), receive(pat, 2));
  }

  @Test
  void all_devices_of_a_former_owner_of_the_nickname_have_terminated() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    skipReports(2);
    quit(first, "first");
    quit(second, "second");
    receive(pat, 1);

    TestProbe<RoomEvent> heir = join("Amy", OTHER);
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("Amy")), receiveToEnd(heir));
    assertEquals(List.of(left("amy", "second"), joined("Amy"), END), receive(pat, 3));

    TestProbe<RoomEvent> guest = room.join("amy");
    assertEquals(2, reportedMembers());
    assertEquals(List.of(joined("amy")), receiveToEnd(guest));
    assertEquals(List.of(left("Amy"), joined("amy"), END), receive(pat, 3));
  }

  @Test
  void guest_with_the_nickname_of_a_device_that_joins_has_terminated() {
    room.join("amy");
    join("amy", AMY);
    assertEquals(List.of(joined("amy"), left("amy"), joined("amy")), receiveToEnd(pat));
    assertEquals(List.of(new Nickname("pat"), new Nickname("amy")), memberList(pat).nicknames());
  }

  @Test
  void texts_are_for_all_devices_and_count_for_the_one_that_has_sent_them() {
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    receiveToEnd(second);
    receive(first, 2);

    room.say(first, "one");
    RoomEvent.Delivered atFirst = first.expectMessageClass(RoomEvent.Delivered.class);
    RoomEvent.Delivered atSecond = second.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(
        List.of(chatted("amy", "one")), RoomTestKit.withoutStamps(atFirst.batch().messages()));
    assertTrue(atFirst.batch().isOwn(0));
    assertEquals(
        List.of(chatted("amy", "one")), RoomTestKit.withoutStamps(atSecond.batch().messages()));
    assertFalse(atSecond.batch().isOwn(0));
    assertEquals(1, atFirst.ownMessages());
    assertEquals(0, atSecond.ownMessages());
  }

  @Test
  void leave_is_of_one_message_only_if_all_devices_were() {
    TestProbe<RoomEvent> once = joinOnce("amy", AMY);
    part(once, "sent");
    assertEquals(List.of(joined("amy"), left("amy", "sent", true)), receiveToEnd(pat));

    once = joinOnce("amy", AMY);
    TestProbe<RoomEvent> stays = join("amy", AMY);
    part(stays, "bye");
    part(once, "sent");
    assertEquals(List.of(joined("amy"), left("amy", "sent", false)), receiveToEnd(pat));

    stays = join("amy", AMY);
    once = joinOnce("amy", AMY);
    part(stays, "bye");
    part(once, "sent");
    assertEquals(List.of(joined("amy"), left("amy", "sent", false)), receiveToEnd(pat));
  }

  @Test
  void closing_room_completes_all_devices() {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    TestProbe<RoomEvent> first = join("amy", AMY);
    TestProbe<RoomEvent> second = join("amy", AMY);
    room.ref().tell(new ChatRoom.Close(reason));
    for (TestProbe<RoomEvent> member : List.of(first, second, pat)) {
      assertEquals(new RoomEvent.Completed(RoomName.LOBBY, Optional.of(reason)), last(member));
    }
    assertEquals(
        new RoomEvent.Rejected(RoomName.LOBBY, reason), room.sendJoin("amy", AMY).receiveMessage());
  }

  private TestProbe<RoomEvent> join(String nickname, long account) {
    return room.join(nickname, account);
  }

  private TestProbe<RoomEvent> joinOnce(String nickname, long account) {
    TestProbe<RoomEvent> member = kit.createTestProbe(RoomEvent.class);
    room.ref()
        .tell(new ChatRoom.Join(TestRoom.identity(nickname, account, 0), member.getRef(), true));
    return member;
  }

  /** Renames a device, and waits for the acknowledgement. */
  private void rename(TestProbe<RoomEvent> member, String nickname, long account) {
    room.rename(member, nickname, account);
    while (!(receiveEvent(member) instanceof RoomEvent.Renamed)) {
      // its messages are in the buffer
    }
  }

  private void part(TestProbe<RoomEvent> member, String reason) {
    room.ref().tell(new ChatRoom.Part(member.getRef(), Optional.of(Text.sanitize(reason))));
  }

  private void quit(TestProbe<RoomEvent> member, String reason) {
    room.ref().tell(new ChatRoom.Quit(member.getRef(), Optional.of(Text.sanitize(reason))));
  }

  private RoomEvent last(TestProbe<RoomEvent> member) {
    RoomEvent event;
    do {
      event = receiveEvent(member);
    } while (!event.isLast());
    return event;
  }

  /** What the member gets before the leave is complete. */
  private List<ServerMessage> receiveToParted(TestProbe<RoomEvent> member) {
    assertEquals(new RoomEvent.Parted(RoomName.LOBBY), last(member));
    return take(member, buffer(member).size());
  }

  /** What the member gets before a text that is sent now, which all members get. */
  private List<ServerMessage> receiveToEnd(TestProbe<RoomEvent> member) {
    room.say(pat, "end");
    while (!buffer(member).contains(END)) {
      receiveEvent(member);
    }
    List<ServerMessage> messages = take(member, buffer(member).indexOf(END) + 1);
    return messages.subList(0, messages.size() - 1);
  }

  /** The next messages, without backlogs and stamps. */
  private List<ServerMessage> receive(TestProbe<RoomEvent> member, int count) {
    while (buffer(member).size() < count) {
      receiveEvent(member);
    }
    return take(member, count);
  }

  private RoomEvent receiveEvent(TestProbe<RoomEvent> member) {
    RoomEvent event = member.receiveMessage();
    if (event instanceof RoomEvent.Delivered delivered) {
      delivered.batch().messages().stream()
          .flatMap(DevicesTest::withoutStamp)
          .forEach(buffer(member)::add);
    }
    return event;
  }

  private List<ServerMessage> buffer(TestProbe<RoomEvent> member) {
    return received.computeIfAbsent(member, m -> new ArrayList<>());
  }

  private List<ServerMessage> take(TestProbe<RoomEvent> member, int count) {
    List<ServerMessage> next = buffer(member).subList(0, count);
    List<ServerMessage> taken = List.copyOf(next);
    next.clear();
    return taken;
  }

  private static Stream<ServerMessage> withoutStamp(ServerMessage message) {
    return message instanceof ServerMessage.Left left
        ? Stream.of(
            new ServerMessage.Left(left.nickname(), Stamp.UNKNOWN, left.once(), left.reason()))
        : RoomTestKit.withoutStamps(List.of(message)).stream();
  }

  /** The complete list of members, which a member without unread messages asks for. */
  private ServerMessage.MemberList memberList(TestProbe<RoomEvent> member) {
    room.ref().tell(new ChatRoom.Ask(new Request.ListMembers(Optional.empty()), member.getRef()));
    return (ServerMessage.MemberList) receive(member, 1).get(0);
  }

  private int reportedMembers() {
    return reports.receiveMessage().members();
  }

  private void skipReports(int count) {
    for (int i = 0; i < count; i++) {
      reports.receiveMessage();
    }
  }

  private static ServerMessage joined(String nickname) {
    return new ServerMessage.Joined(new Nickname(nickname));
  }

  private static ServerMessage left(String nickname) {
    return new ServerMessage.Left(new Nickname(nickname));
  }

  private static ServerMessage left(String nickname, String reason) {
    return left(nickname, reason, false);
  }

  private static ServerMessage left(String nickname, String reason, boolean once) {
    return new ServerMessage.Left(
        new Nickname(nickname), Stamp.UNKNOWN, once, Optional.of(Text.sanitize(reason)));
  }

  private static ServerMessage renamed(String previous, String nickname) {
    return new ServerMessage.Renamed(new Nickname(previous), new Nickname(nickname), Stamp.UNKNOWN);
  }

  private static ServerMessage chatted(String nickname, String text) {
    return new ServerMessage.Chatted(new Nickname(nickname), Text.sanitize(text));
  }
}
