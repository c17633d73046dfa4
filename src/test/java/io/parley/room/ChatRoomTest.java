package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.parley.Parley;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room among probes, with a clock that stands still until it is moved. */
class ChatRoomTest {
  private static final Duration PACE = Duration.ofMillis(1);
  private static final int MAX_BATCH = 10_000;

  private final ActorTestKit kit =
      ActorTestKit.create("room", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong nanos = new AtomicLong();
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(RoomKit.lobby(kit, RoomKit.settings(PACE, MAX_BATCH), nanos::get));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void welcomes_a_newcomer_and_tells_everybody_the_newcomer_too() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));

    TestProbe<RoomEvent> pat = join("pat");
    pass();

    assertHears(chris, joined("pat"));
    assertHears(pat, joined("pat"));
  }

  @Test
  void lets_a_newcomer_in_at_once_and_tells_the_others_at_its_pace() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));

    TestProbe<RoomEvent> pat = join("pat");

    assertHears(pat, joined("pat"));
    chris.expectNoMessage(Duration.ZERO);
    pass();
    assertHears(chris, joined("pat"));
    pat.expectNoMessage(Duration.ZERO);
  }

  @Test
  void turns_away_whoever_wants_a_nickname_that_is_taken_and_its_holder_notices_nothing() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));

    TestProbe<RoomEvent> twin = kit.createTestProbe();
    room.tell(new ChatRoom.Join(nick("CHRIS"), twin.getRef()));

    assertEquals(
        Problem.Code.NICKNAME_TAKEN,
        twin.expectMessageClass(RoomEvent.TurnedAway.class).problem().code());
    pass();
    chris.expectNoMessage(Duration.ZERO);
  }

  @Test
  void keeps_the_order_of_what_is_said_and_sends_it_in_one_batch() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    pass();
    assertHears(chris, joined("chris"), joined("pat"));
    assertHears(pat, joined("pat"));

    say(chris, "one");
    say(pat, "two");
    say(chris, "three");
    pass();

    List<ServerMessage> talk =
        List.of(chatted("chris", "one"), chatted("pat", "two"), chatted("chris", "three"));
    RoomEvent.Heard atChris = heard(chris);
    RoomEvent.Heard atPat = heard(pat);
    assertEquals(talk, RoomKit.plain(atChris.batch().messages()));
    assertSame(atChris.batch(), atPat.batch(), "one batch, so that it is encoded once");
    assertEquals(2, atChris.own());
    assertEquals(1, atPat.own());
  }

  @Test
  void sends_the_first_after_quiet_at_once_and_the_next_at_its_pace() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));
    awaitDone();
    nanos.addAndGet(PACE.toNanos());

    say(chris, "at once");
    assertHears(chris, chatted("chris", "at once"));

    say(chris, "a little later");
    chris.expectNoMessage(Duration.ZERO);
    pass();
    assertHears(chris, chatted("chris", "a little later"));
  }

  @Test
  void sends_a_full_batch_whatever_the_pace() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));
    String text = "x".repeat(MAX_BATCH);

    say(chris, text);

    assertHears(chris, chatted("chris", text));
  }

  @Test
  void tells_a_newcomer_nothing_of_what_was_said_before() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));
    say(chris, "before");
    TestProbe<RoomEvent> pat = join("pat");
    say(chris, "after");
    pass();

    assertHears(chris, chatted("chris", "before"), joined("pat"), chatted("chris", "after"));
    assertHears(pat, joined("pat"), chatted("chris", "after"));
  }

  @Test
  void frees_a_nickname_when_its_holder_dies_and_tells_the_others_once() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    pass();
    assertHears(chris, joined("chris"), joined("pat"));
    assertHears(pat, joined("pat"));

    nanos.addAndGet(PACE.toNanos());
    pat.stop();
    assertHears(chris, left("pat"));

    TestProbe<RoomEvent> heir = join("PAT");
    pass();
    assertHears(chris, joined("PAT"));
    assertHears(heir, joined("PAT"));
  }

  @Test
  void lets_a_leaver_hear_what_it_has_not_heard_and_keeps_its_nickname_until_it_is_dead() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    pass();
    assertHears(chris, joined("chris"), joined("pat"));
    assertHears(pat, joined("pat"));
    say(pat, "last words");

    room.tell(new ChatRoom.Leave(pat.getRef()));
    pass();

    assertHears(pat, chatted("pat", "last words"));
    assertEquals(new RoomEvent.Farewell(Optional.empty()), pat.receiveMessage());
    TestProbe<RoomEvent> twin = kit.createTestProbe();
    room.tell(new ChatRoom.Join(nick("pat"), twin.getRef()));
    twin.expectMessageClass(RoomEvent.TurnedAway.class);
    assertHears(chris, chatted("pat", "last words"));
    pat.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ignores_somebody_who_is_not_in() {
    TestProbe<RoomEvent> chris = join("chris");
    assertHears(chris, joined("chris"));
    TestProbe<RoomEvent> stranger = kit.createTestProbe();

    say(stranger, "hello?");
    room.tell(new ChatRoom.Leave(stranger.getRef()));
    pass();

    chris.expectNoMessage(Duration.ZERO);
    stranger.expectNoMessage(Duration.ZERO);
  }

  @Test
  void sends_everybody_home_when_it_closes_and_what_is_under_way_first() {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    pass();
    assertHears(chris, joined("chris"), joined("pat"));
    assertHears(pat, joined("pat"));
    say(chris, "wait");

    room.tell(new ChatRoom.Close(reason));

    for (TestProbe<RoomEvent> member : List.of(chris, pat)) {
      assertHears(member, chatted("chris", "wait"));
      assertEquals(new RoomEvent.Farewell(Optional.of(reason)), member.receiveMessage());
    }
    TestProbe<RoomEvent> late = kit.createTestProbe();
    room.tell(new ChatRoom.Join(nick("late"), late.getRef()));
    assertEquals(new RoomEvent.TurnedAway(reason), late.receiveMessage());
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(nick(nickname), probe.getRef()));
    RoomEvent answer = probe.receiveMessage();
    assertEquals(nick(nickname), ((RoomEvent.Welcomed) answer).nickname());
    return probe;
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.clean(text), member.getRef()));
  }

  /** Lets the pace of the room pass, after the room has taken in what it was told. */
  private void pass() {
    awaitDone();
    nanos.addAndGet(PACE.toNanos());
    time.timePasses(PACE);
  }

  /** Until the room has done all that it was told, also behind what it sends. */
  private void awaitDone() {
    TestProbe<RoomEvent> twin = kit.createTestProbe();
    room.tell(new ChatRoom.Join(nick("chris"), twin.getRef()));
    twin.expectMessageClass(RoomEvent.TurnedAway.class);
  }

  private static RoomEvent.Heard heard(TestProbe<RoomEvent> probe) {
    return probe.expectMessageClass(RoomEvent.Heard.class);
  }

  private static void assertHears(TestProbe<RoomEvent> probe, ServerMessage... expected) {
    List<ServerMessage> heard = new ArrayList<>();
    while (heard.size() < expected.length) {
      heard.addAll(RoomKit.plain(heard(probe).batch().messages()));
    }
    assertEquals(List.of(expected), heard);
  }

  private static ServerMessage joined(String nickname) {
    return new ServerMessage.Joined(nick(nickname));
  }

  private static ServerMessage left(String nickname) {
    return new ServerMessage.Left(nick(nickname));
  }

  private static ServerMessage chatted(String nickname, String text) {
    return new ServerMessage.Chatted(nick(nickname), Text.clean(text));
  }

  private static Nickname nick(String value) {
    return Nickname.foreign(value);
  }
}
