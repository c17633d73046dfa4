package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joins and leaves of a room with more than two members. */
class PresenceSummaryTest {
  private static final Duration SECOND = PresenceCounter.INTERVAL;
  private static final Stamp NOW = new Stamp(RoomName.LOBBY, Instant.EPOCH);

  private final ActorTestKit kit =
      ActorTestKit.create("presence", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestRoom room =
      new TestRoom(kit, RoomTestKit.lobby(kit, RoomTestKit.summarySettings(2), () -> 0));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void joins_and_leaves_of_a_large_room_are_one_summary_in_a_second() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    assertEquals(List.of(joined("pat"), joined("chris")), receive(pat, 2));
    TestProbe<RoomEvent> third = room.join("third");
    List.of("fourth", "fifth", "sixth", "seventh").forEach(room::join);
    room.part(third);
    assertEquals(List.of(joined("third"), left("third")), receiveUntilParted(third));

    time.expectNoMessageFor(SECOND.minusMillis(1), pat);
    time.timePasses(Duration.ofMillis(1));
    assertEquals(List.of(new ServerMessage.PresenceSummary(5, 1, NOW)), receive(pat, 1));
    time.expectNoMessageFor(SECOND.multipliedBy(2), pat);
  }

  @Test
  void few_joins_and_leaves_of_a_large_room_are_told_by_name_in_order() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    receive(pat, 2);
    TestProbe<RoomEvent> third = room.join("third");
    room.join("fourth");
    room.join("fifth");
    room.join("sixth");
    room.part(third);

    time.expectNoMessageFor(SECOND.minusMillis(1), pat);
    time.timePasses(Duration.ofMillis(1));
    assertEquals(
        List.of(joined("third"), joined("fourth"), joined("fifth"), joined("sixth"), left("third")),
        receive(pat, 5));
    time.expectNoMessageFor(SECOND.multipliedBy(2), pat);
  }

  @Test
  void new_member_gets_by_name_only_who_joins_after_it() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    TestProbe<RoomEvent> third = room.join("third");
    TestProbe<RoomEvent> fourth = room.join("fourth");
    TestProbe<RoomEvent> fifth = room.join("fifth");
    time.timePasses(SECOND);
    room.say(pat, "after");

    assertEquals(
        List.of(joined("third"), joined("fourth"), joined("fifth"), chatted("after")),
        receive(third, 4));
    assertEquals(List.of(joined("fourth"), joined("fifth"), chatted("after")), receive(fourth, 3));
    assertEquals(List.of(joined("fifth"), chatted("after")), receive(fifth, 2));
  }

  @Test
  void leave_does_not_overtake_the_join_when_the_room_becomes_small() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    receive(pat, 2);
    TestProbe<RoomEvent> third = room.join("third");
    room.part(third);
    receiveUntilParted(third);
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third"), left("third")), receive(pat, 2));

    room.join("third");
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third")), receive(pat, 1));
  }

  @Test
  void new_member_gets_its_own_join_at_once_and_texts_stay_in_order() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    TestProbe<RoomEvent> third = room.join("third");
    room.say(pat, "before");
    TestProbe<RoomEvent> fourth = room.join("fourth");
    room.say(pat, "after");

    assertEquals(List.of(joined("third"), chatted("before"), chatted("after")), receive(third, 3));
    List<ServerMessage> all = receive(fourth, 2);
    assertEquals(joined("fourth"), all.get(0));
    assertEquals(chatted("after"), all.get(1));
  }

  @Test
  void small_room_announces_each_join_and_leave() {
    TestProbe<RoomEvent> pat = room.join("pat");
    TestProbe<RoomEvent> chris = room.join("chris");
    room.part(chris);
    assertEquals(List.of(joined("pat"), joined("chris"), left("chris")), receive(pat, 3));
  }

  @Test
  void terminated_members_are_counted() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    room.join("third");
    TestProbe<RoomEvent> fourth = room.join("fourth");
    receive(pat, 2);
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third"), joined("fourth")), receive(pat, 2));
    fourth.stop();
    TestProbe<RoomEvent> fence = kit.createTestProbe();
    awaitFree("fourth", fence);
    time.timePasses(SECOND);
    assertEquals(List.of(left("fourth"), joined("fourth")), receive(pat, 2));
  }

  @Test
  void room_with_many_devices_of_few_people_is_small() {
    TestProbe<RoomEvent> pat = room.join("pat", 1);
    room.join("pat", 1);
    room.join("pat", 1);
    TestProbe<RoomEvent> chris = room.join("chris", 2);
    room.join("chris", 2);
    room.part(chris);
    receiveUntilParted(chris);
    room.say(pat, "end");
    assertEquals(List.of(joined("pat"), joined("chris"), chatted("end")), receive(pat, 3));
  }

  @Test
  void devices_of_a_large_room_are_not_counted() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    receive(pat, 2);
    TestProbe<RoomEvent> amy = room.join("amy", 1);
    for (int i = 0; i < PresenceCounter.MAX_NAMED; i++) {
      TestProbe<RoomEvent> device = room.join("amy", 1);
      assertEquals(List.of(joined("amy")), receive(device, 1));
      room.part(device);
      assertEquals(List.of(left("amy")), receiveUntilParted(device));
    }
    room.say(pat, "end");
    assertEquals(List.of(chatted("end")), receive(pat, 1));
    assertEquals(List.of(joined("amy"), chatted("end")), receive(amy, 2));

    time.timePasses(SECOND);
    assertEquals(List.of(joined("amy")), receive(pat, 1));
    TestProbe<RoomEvent> last = room.join("amy", 1);
    room.part(amy);
    room.part(last);
    receiveUntilParted(last);
    time.timePasses(SECOND);
    assertEquals(List.of(left("amy")), receive(pat, 1));
  }

  @Test
  void summary_counts_people() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    receive(pat, 2);
    for (int account = 1; account <= 6; account++) {
      room.join("amy-" + account, account);
      room.join("amy-" + account, account);
    }
    time.timePasses(SECOND);
    assertEquals(List.of(new ServerMessage.PresenceSummary(6, 0, NOW)), receive(pat, 1));
  }

  @Test
  void further_device_gets_by_name_only_who_joins_after_it() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    TestProbe<RoomEvent> amy = room.join("amy", 1);
    room.join("fourth");
    TestProbe<RoomEvent> device = room.join("amy", 1);
    room.part(amy);
    room.join("fifth");
    receiveUntilParted(amy);
    time.timePasses(SECOND);
    room.say(pat, "after");

    assertEquals(List.of(joined("amy"), joined("fifth"), chatted("after")), receive(device, 3));
    assertEquals(
        List.of(
            joined("pat"),
            joined("chris"),
            joined("amy"),
            joined("fourth"),
            joined("fifth"),
            chatted("after")),
        receive(pat, 6));
  }

  @Test
  void login_in_a_large_room_tells_what_is_collected_then_the_leave_of_the_guest() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    TestProbe<RoomEvent> amy = room.join("amy", 1);
    TestProbe<RoomEvent> guest = room.join("guest-1");
    room.rename(guest, "amy", 1);
    room.say(guest, "me");

    ServerMessage said = new ServerMessage.Chatted(new Nickname("amy"), Text.sanitize("me"));
    assertEquals(
        List.of(joined("guest-1"), renamed("guest-1", "amy"), said),
        receiveIgnoringRenamed(guest, 3));
    assertEquals(List.of(joined("amy"), joined("guest-1"), left("guest-1"), said), receive(amy, 4));
    assertEquals(
        List.of(
            joined("pat"),
            joined("chris"),
            joined("amy"),
            joined("guest-1"),
            left("guest-1"),
            said),
        receive(pat, 6));
  }

  @Test
  void rename_in_a_large_room_is_for_all_devices_and_told_once() {
    TestProbe<RoomEvent> pat = room.join("pat");
    room.join("chris");
    TestProbe<RoomEvent> amy = room.join("amy", 1);
    TestProbe<RoomEvent> device = room.join("amy", 1);
    room.rename(amy, "amelia", 1);
    room.rename(device, "amelia", 1);
    room.say(pat, "end");

    ServerMessage renamed = renamed("amy", "amelia");
    assertEquals(
        List.of(joined("pat"), joined("chris"), joined("amy"), renamed, chatted("end")),
        receiveIgnoringRenamed(pat, 5));
    for (TestProbe<RoomEvent> member : List.of(amy, device)) {
      assertEquals(
          List.of(joined("amy"), renamed, chatted("end")), receiveIgnoringRenamed(member, 3));
    }
  }

  /** Joins with a nickname until its former owner has left. */
  private void awaitFree(String nickname, TestProbe<RoomEvent> member) {
    RoomEvent answer;
    do {
      room.sendJoin(nickname, member);
      answer = member.receiveMessage();
    } while (answer instanceof RoomEvent.Rejected);
  }

  /** The next messages, without backlogs and stamps of joins, leaves and texts. */
  private static List<ServerMessage> receive(TestProbe<RoomEvent> member, int count) {
    List<ServerMessage> received = new ArrayList<>();
    while (received.size() < count) {
      RoomEvent.Delivered next = member.expectMessageClass(RoomEvent.Delivered.class);
      received.addAll(RoomTestKit.withoutStamps(next.batch().messages()));
    }
    return received;
  }

  private static List<ServerMessage> receiveUntilParted(TestProbe<RoomEvent> member) {
    List<ServerMessage> received = new ArrayList<>();
    while (true) {
      RoomEvent next = member.receiveMessage();
      if (next instanceof RoomEvent.Parted) {
        return received;
      }
      received.addAll(RoomTestKit.withoutStamps(((RoomEvent.Delivered) next).batch().messages()));
    }
  }

  /** The next messages, and the acknowledgement of a rename somewhere among them. */
  private static List<ServerMessage> receiveIgnoringRenamed(
      TestProbe<RoomEvent> member, int count) {
    List<ServerMessage> received = new ArrayList<>();
    while (received.size() < count) {
      RoomEvent next = member.receiveMessage();
      if (next instanceof RoomEvent.Delivered delivered) {
        received.addAll(RoomTestKit.withoutStamps(delivered.batch().messages()));
      } else {
        assertEquals(new RoomEvent.Renamed(RoomName.LOBBY), next);
      }
    }
    return received;
  }

  private static ServerMessage renamed(String previous, String nickname) {
    return new ServerMessage.Renamed(new Nickname(previous), new Nickname(nickname), Stamp.UNKNOWN);
  }

  private static ServerMessage joined(String nickname) {
    return new ServerMessage.Joined(new Nickname(nickname));
  }

  private static ServerMessage left(String nickname) {
    return new ServerMessage.Left(new Nickname(nickname));
  }

  private static ServerMessage chatted(String text) {
    return new ServerMessage.Chatted(new Nickname("pat"), Text.sanitize(text));
  }
}
