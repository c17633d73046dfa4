package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.EncodedFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room with probes as members and a manual clock. */
class ChatRoomTest {
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(1);
  private static final int MAX_BATCH = 10_000;

  private final ActorTestKit kit =
      ActorTestKit.create("room", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong nanos = new AtomicLong();
  private final TestProbe<ChatRoom.Command> commands = kit.createTestProbe();
  private final ActorRef<ChatRoom.Command> room =
      kit.spawn(
          Behaviors.monitor(
              ChatRoom.Command.class,
              commands.getRef(),
              RoomTestKit.lobby(kit, RoomTestKit.settings(FLUSH_INTERVAL, MAX_BATCH), nanos::get)));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void newcomer_is_admitted_and_join_is_sent_to_all_members() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));

    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();

    assertDelivered(chris, joined("pat"));
    assertDelivered(pat, joined("pat"));
  }

  @Test
  void newcomer_is_admitted_at_once_and_others_get_join_at_next_flush() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    awaitMailboxProcessed(); // the first flush is over

    TestProbe<RoomEvent> pat = join("pat");

    assertDelivered(pat, joined("pat"));
    chris.expectNoMessage(Duration.ZERO);
    advanceTime();
    assertDelivered(chris, joined("pat"));
    pat.expectNoMessage(Duration.ZERO);
  }

  @Test
  void new_owner_of_a_nickname_replaces_the_member_that_has_terminated() {
    TestProbe<RoomEvent> pat = join("pat");
    assertDelivered(pat, joined("pat"));
    TestProbe<RoomEvent> chris = join("chris");
    advanceTime();
    assertDelivered(pat, joined("chris"));
    assertDelivered(chris, joined("chris"));

    join("CHRIS"); // before the room knows that chris has terminated
    advanceTime();
    assertDelivered(pat, left("chris"), joined("CHRIS"));
    chris.expectNoMessage(Duration.ZERO);
  }

  @Test
  void rename_is_sent_to_all_members_in_order_and_texts_have_the_nickname_of_their_time() {
    TestProbe<RoomEvent> amy = join("amy");
    assertDelivered(amy, joined("amy"));
    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(amy, joined("pat"));
    assertDelivered(pat, joined("pat"));

    say(amy, "before");
    rename(amy, "amelia");
    say(amy, "after");
    advanceTime();
    for (TestProbe<RoomEvent> member : List.of(amy, pat)) {
      assertDelivered(
          member, chatted("amy", "before"), renamed("amy", "amelia"), chatted("amelia", "after"));
    }
    TestProbe<RoomEvent> late = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(nick("late"), late.getRef()));
    assertEquals(
        List.of(nick("amelia"), nick("pat"), nick("late")),
        late.expectMessageClass(RoomEvent.Admitted.class).members().nicknames());
  }

  @Test
  void repeated_rename_is_sent_once() {
    TestProbe<RoomEvent> amy = join("amy");
    assertDelivered(amy, joined("amy"));
    rename(amy, "amelia");
    rename(amy, "amelia");
    say(amy, "end");
    advanceTime();

    assertDelivered(amy, renamed("amy", "amelia"), chatted("amelia", "end"));
  }

  @Test
  void leave_and_end_carry_the_reason() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    TestProbe<RoomEvent> pat = join("pat");
    TestProbe<RoomEvent> eve = join("eve");
    advanceTime();
    assertDelivered(chris, joined("pat"), joined("eve"));

    room.tell(new ChatRoom.Part(pat.getRef(), Optional.of(Text.sanitize("lunch"))));
    advanceTime();
    assertEquals(Optional.of(Text.sanitize("lunch")), receiveLeft(chris).reason());
    room.tell(new ChatRoom.Quit(eve.getRef(), Optional.of(Text.sanitize("good night"))));
    eve.stop();
    advanceTime();
    assertEquals(Optional.of(Text.sanitize("good night")), receiveLeft(chris).reason());
  }

  @Test
  void messages_are_delivered_in_order_in_one_batch() {
    TestProbe<RoomEvent> chris = join("chris");
    awaitMailboxProcessed(); // the first flush is over, so that the next one is at the new time
    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(chris, joined("chris"), joined("pat"));
    assertDelivered(pat, joined("pat"));

    say(chris, "one");
    say(pat, "two");
    say(chris, "three");
    advanceTime();

    List<ServerMessage> talk =
        List.of(chatted("chris", "one"), chatted("pat", "two"), chatted("chris", "three"));
    RoomEvent.Delivered atChris = receiveDelivered(chris);
    RoomEvent.Delivered atPat = receiveDelivered(pat);
    assertEquals(talk, RoomTestKit.withoutStamps(atChris.batch().messages()));
    BatchEncoder<ServerMessage> encoder =
        messages -> EncodedFrames.of(ByteString.fromString(messages.toString()));
    assertSame(
        atChris.batch().encodedWith(encoder),
        atPat.batch().encodedWith(encoder),
        "one batch, which is encoded once");
    assertEquals(2, atChris.ownMessages());
    assertEquals(1, atPat.ownMessages());
  }

  @Test
  void first_message_after_quiet_is_flushed_at_once_and_next_is_delayed() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    awaitMailboxProcessed();
    nanos.addAndGet(FLUSH_INTERVAL.toNanos());

    say(chris, "at once");
    assertDelivered(chris, chatted("chris", "at once"));

    say(chris, "a little later");
    chris.expectNoMessage(Duration.ZERO);
    advanceTime();
    assertDelivered(chris, chatted("chris", "a little later"));
  }

  @Test
  void list_of_members_is_one_batch_until_a_member_comes() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    assertSame(listMembers(chris).batch(), listMembers(chris).batch());
    assertTrue(listMembers(chris).isAnswer());

    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(chris, joined("pat"));
    assertDelivered(pat, joined("pat"));
    assertEquals(
        List.of(new ServerMessage.MemberList(List.of(nick("chris"), nick("pat")))),
        listMembers(chris).batch().messages());
  }

  private RoomEvent.Delivered listMembers(TestProbe<RoomEvent> member) {
    room.tell(new ChatRoom.Ask(new Request.ListMembers(Optional.empty()), member.getRef()));
    advanceTime();
    return receiveDelivered(member);
  }

  @Test
  void full_batch_is_flushed_at_once() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    String text = "x".repeat(MAX_BATCH);

    say(chris, text);

    assertDelivered(chris, chatted("chris", text));
  }

  @Test
  void newcomer_does_not_get_earlier_pending_events() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    say(chris, "before");
    TestProbe<RoomEvent> pat = join("pat");
    say(chris, "after");
    advanceTime();

    assertDelivered(chris, chatted("chris", "before"), joined("pat"), chatted("chris", "after"));
    assertDelivered(pat, joined("pat"), chatted("chris", "after"));
  }

  @Test
  void nickname_is_freed_when_member_terminates_and_leave_is_sent_once() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(chris, joined("chris"), joined("pat"));
    assertDelivered(pat, joined("pat"));

    nanos.addAndGet(FLUSH_INTERVAL.toNanos());
    pat.stop();
    assertDelivered(chris, left("pat"));

    TestProbe<RoomEvent> heir = join("PAT");
    advanceTime();
    assertDelivered(chris, joined("PAT"));
    assertDelivered(heir, joined("PAT"));
  }

  @Test
  void quitting_member_gets_pending_events_and_stays_until_it_terminates() {
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(chris, joined("chris"), joined("pat"));
    assertDelivered(pat, joined("pat"));
    say(pat, "last words");

    room.tell(new ChatRoom.Quit(pat.getRef()));
    advanceTime();

    assertDelivered(pat, chatted("pat", "last words"));
    assertEquals(new RoomEvent.Completed(RoomName.LOBBY, Optional.empty()), pat.receiveMessage());
    assertDelivered(chris, chatted("pat", "last words"));
    advanceTime();
    chris.expectNoMessage(Duration.ZERO);
    pat.expectNoMessage(Duration.ZERO);
  }

  @Test
  void text_of_somebody_who_is_no_member_is_refused_and_shown_to_nobody() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    TestProbe<RoomEvent> stranger = kit.createTestProbe();

    say(stranger, "hello?");
    room.tell(new ChatRoom.Quit(stranger.getRef()));
    advanceTime();

    chris.expectNoMessage(Duration.ZERO);
    assertDelivered(
        stranger,
        new ServerMessage.Refused(
            new Problem(Problem.Code.NOT_IN_ROOM, "You are not in lobby.", "lobby")));
    stranger.expectNoMessage(Duration.ZERO);
  }

  @Test
  void member_has_seen_at_most_the_last_message_that_it_got() {
    TestProbe<RoomEvent> chris = join("chris");
    assertDelivered(chris, joined("chris"));
    locateRead(chris, 7); // nothing was said
    chris.expectMessage(new RoomEvent.Seen(RoomName.LOBBY, 0));
    say(chris, "one");
    advanceTime();
    long id =
        chris
            .expectMessageClass(RoomEvent.Delivered.class)
            .batch()
            .messages()
            .get(0)
            .stamp()
            .id()
            .orElseThrow();

    locateRead(chris, Long.MAX_VALUE);
    chris.expectMessage(new RoomEvent.Seen(RoomName.LOBBY, id));
    locateRead(chris, id - 1);
    chris.expectMessage(new RoomEvent.Seen(RoomName.LOBBY, id - 1));
    TestProbe<RoomEvent> stranger = kit.createTestProbe();
    locateRead(stranger, id);
    RoomEvent.Delivered refused = stranger.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(
        Problem.Code.NOT_IN_ROOM, refused.batch().messages().get(0).refusal().orElseThrow().code());
    assertEquals(1, refused.ownMessages());
  }

  private void locateRead(TestProbe<RoomEvent> member, long id) {
    room.tell(new ChatRoom.LocateRead(id, member.getRef()));
  }

  @Test
  void closing_room_delivers_pending_events_then_completes_members() {
    Problem reason = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    TestProbe<RoomEvent> chris = join("chris");
    TestProbe<RoomEvent> pat = join("pat");
    advanceTime();
    assertDelivered(chris, joined("chris"), joined("pat"));
    assertDelivered(pat, joined("pat"));
    say(chris, "wait");

    room.tell(new ChatRoom.Close(reason));

    for (TestProbe<RoomEvent> member : List.of(chris, pat)) {
      assertDelivered(member, chatted("chris", "wait"));
      assertEquals(
          new RoomEvent.Completed(RoomName.LOBBY, Optional.of(reason)), member.receiveMessage());
    }
    TestProbe<RoomEvent> late = kit.createTestProbe();
    room.tell(new ChatRoom.Join(nick("late"), late.getRef()));
    assertEquals(new RoomEvent.Rejected(RoomName.LOBBY, reason), late.receiveMessage());
  }

  private TestProbe<RoomEvent> join(String nickname) {
    TestProbe<RoomEvent> probe = kit.createTestProbe(RoomEvent.class);
    room.tell(new ChatRoom.Join(nick(nickname), probe.getRef()));
    RoomEvent answer = probe.receiveMessage();
    assertEquals(nick(nickname), ((RoomEvent.Admitted) answer).nickname());
    return probe;
  }

  private void rename(TestProbe<RoomEvent> member, String nickname) {
    room.tell(new ChatRoom.Rename(nick(nickname), member.getRef()));
    member.expectMessage(new RoomEvent.Renamed(RoomName.LOBBY));
  }

  private static ServerMessage renamed(String previous, String nickname) {
    return new ServerMessage.Renamed(nick(previous), nick(nickname), Stamp.UNKNOWN);
  }

  private static ServerMessage.Left receiveLeft(TestProbe<RoomEvent> probe) {
    return receiveDelivered(probe).batch().messages().stream()
        .filter(ServerMessage.Left.class::isInstance)
        .map(ServerMessage.Left.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }

  /** Lets the flush interval pass, after the room has handled all commands. */
  private void advanceTime() {
    awaitMailboxProcessed();
    nanos.addAndGet(FLUSH_INTERVAL.toNanos());
    time.timePasses(FLUSH_INTERVAL);
  }

  /**
   * Waits until the room has handled all commands, and then those that it has sent itself while it
   * did: it gets a command to see after it has handled the one before.
   */
  private void awaitMailboxProcessed() {
    TestProbe<RoomEvent> stranger = kit.createTestProbe();
    for (int i = 0; i < 2; i++) {
      ChatRoom.Command ignored = new ChatRoom.Part(stranger.getRef());
      ChatRoom.Command next = new ChatRoom.Quit(stranger.getRef());
      room.tell(ignored);
      room.tell(next);
      commands.fishForMessage(
          Duration.ofSeconds(60),
          command ->
              command == next ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
    }
  }

  private static RoomEvent.Delivered receiveDelivered(TestProbe<RoomEvent> probe) {
    return probe.expectMessageClass(RoomEvent.Delivered.class);
  }

  private static void assertDelivered(TestProbe<RoomEvent> probe, ServerMessage... expected) {
    List<ServerMessage> received = new ArrayList<>();
    while (received.size() < expected.length) {
      received.addAll(RoomTestKit.withoutStamps(receiveDelivered(probe).batch().messages()));
    }
    assertEquals(List.of(expected), received);
  }

  private static ServerMessage joined(String nickname) {
    return new ServerMessage.Joined(nick(nickname));
  }

  private static ServerMessage left(String nickname) {
    return new ServerMessage.Left(nick(nickname));
  }

  private static ServerMessage chatted(String nickname, String text) {
    return new ServerMessage.Chatted(nick(nickname), Text.sanitize(text));
  }

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
