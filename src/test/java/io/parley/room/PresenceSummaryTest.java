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
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joins and leaves of a room with more than two members. */
class PresenceSummaryTest {
  private static final Duration SECOND = PresenceCounter.INTERVAL;
  private static final Stamp NOW = new Stamp(RoomName.LOBBY, Instant.EPOCH);

  private final ActorTestKit kit =
      ActorTestKit.create("presence", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(
          RoomTestKit.lobby(
              kit,
              new RoomSettings(
                  RoomTestKit.fixedInterval(Duration.ZERO),
                  100_000,
                  100_000,
                  0,
                  2,
                  3,
                  Duration.ofMinutes(1)),
              () -> 0));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void joins_and_leaves_of_a_large_room_are_one_summary_in_a_second() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    assertEquals(List.of(joined("pat"), joined("chris")), receive(pat, 2));
    TestProbe<RoomEvent> third = join("third");
    List.of("fourth", "fifth", "sixth", "seventh").forEach(this::join);
    room.tell(new ChatRoom.Part(third.getRef()));
    assertEquals(List.of(joined("third"), left("third")), receiveUntilParted(third));

    time.expectNoMessageFor(SECOND.minusMillis(1), pat);
    time.timePasses(Duration.ofMillis(1));
    assertEquals(List.of(new ServerMessage.PresenceSummary(5, 1, NOW)), receive(pat, 1));
    time.expectNoMessageFor(SECOND.multipliedBy(2), pat);
  }

  @Test
  void few_joins_and_leaves_of_a_large_room_are_told_by_name_in_order() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    receive(pat, 2);
    TestProbe<RoomEvent> third = join("third");
    join("fourth");
    join("fifth");
    join("sixth");
    room.tell(new ChatRoom.Part(third.getRef()));

    time.expectNoMessageFor(SECOND.minusMillis(1), pat);
    time.timePasses(Duration.ofMillis(1));
    assertEquals(
        List.of(joined("third"), joined("fourth"), joined("fifth"), joined("sixth"), left("third")),
        receive(pat, 5));
    time.expectNoMessageFor(SECOND.multipliedBy(2), pat);
  }

  @Test
  void new_member_gets_by_name_only_who_joins_after_it() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    TestProbe<RoomEvent> third = join("third");
    TestProbe<RoomEvent> fourth = join("fourth");
    TestProbe<RoomEvent> fifth = join("fifth");
    time.timePasses(SECOND);
    say(pat, "after");

    assertEquals(
        List.of(joined("third"), joined("fourth"), joined("fifth"), chatted("after")),
        receive(third, 4));
    assertEquals(List.of(joined("fourth"), joined("fifth"), chatted("after")), receive(fourth, 3));
    assertEquals(List.of(joined("fifth"), chatted("after")), receive(fifth, 2));
  }

  @Test
  void leave_does_not_overtake_the_join_when_the_room_becomes_small() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    receive(pat, 2);
    TestProbe<RoomEvent> third = join("third");
    room.tell(new ChatRoom.Part(third.getRef()));
    receiveUntilParted(third);
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third"), left("third")), receive(pat, 2));

    join("third");
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third")), receive(pat, 1));
  }

  @Test
  void new_member_gets_its_own_join_at_once_and_texts_stay_in_order() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    TestProbe<RoomEvent> third = join("third");
    say(pat, "before");
    TestProbe<RoomEvent> fourth = join("fourth");
    say(pat, "after");

    assertEquals(List.of(joined("third"), chatted("before"), chatted("after")), receive(third, 3));
    List<ServerMessage> all = receive(fourth, 2);
    assertEquals(joined("fourth"), all.get(0));
    assertEquals(chatted("after"), all.get(1));
  }

  @Test
  void small_room_announces_each_join_and_leave() {
    TestProbe<RoomEvent> pat = join("pat");
    TestProbe<RoomEvent> chris = join("chris");
    room.tell(new ChatRoom.Part(chris.getRef()));
    assertEquals(List.of(joined("pat"), joined("chris"), left("chris")), receive(pat, 3));
  }

  @Test
  void terminated_members_are_counted() {
    TestProbe<RoomEvent> pat = join("pat");
    join("chris");
    join("third");
    TestProbe<RoomEvent> fourth = join("fourth");
    receive(pat, 2);
    time.timePasses(SECOND);
    assertEquals(List.of(joined("third"), joined("fourth")), receive(pat, 2));
    fourth.stop();
    TestProbe<RoomEvent> fence = kit.createTestProbe();
    awaitFree("fourth", fence);
    time.timePasses(SECOND);
    assertEquals(List.of(left("fourth"), joined("fourth")), receive(pat, 2));
  }

  /** Joins with a nickname until its former owner has left. */
  private void awaitFree(String nickname, TestProbe<RoomEvent> member) {
    RoomEvent answer;
    do {
      room.tell(new ChatRoom.Join(new Nickname(nickname), member.getRef()));
      answer = member.receiveMessage();
    } while (answer instanceof RoomEvent.Rejected);
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> member = kit.createTestProbe();
    room.tell(new ChatRoom.Join(new Nickname(nickname), member.getRef()));
    member.expectMessageClass(RoomEvent.Admitted.class);
    return member;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
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
