package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.access.AuditEntry;
import io.parley.access.InMemoryRoomStore;
import io.parley.access.Restriction;
import io.parley.access.RoomModes;
import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomSetting;
import io.parley.access.RoomStore;
import io.parley.account.AccountRole;
import io.parley.history.HistoryException;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a room does for people with a role, with a clock and a database of the test. */
class ModerationTest {
  private static final RoomName TEA = new RoomName("tea");
  private static final long AMY = 1;
  private static final long BOB = 2;

  private final ActorTestKit kit = ActorTestKit.create("moderation", TestServers.config());
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final FailingStore store = new FailingStore();
  private TestRoomAccess accounts;
  private ActorRef<ChatRoom.Command> room;

  /** A database that is away if the test wants it. */
  private static final class FailingStore implements RoomStore {
    private final InMemoryRoomStore store = new InMemoryRoomStore(room -> false);
    private volatile boolean away;

    @Override
    public List<RoomProfile> load() {
      return store.load();
    }

    @Override
    public void save(Optional<RoomProfile> profile, AuditEntry entry) throws HistoryException {
      if (away) {
        throw new HistoryException("the disk is full");
      }
      store.save(profile, entry);
    }

    @Override
    public List<Restriction> loadServerBans() {
      return store.loadServerBans();
    }

    @Override
    public void saveServerBans(Optional<List<Restriction>> bans, AuditEntry entry)
        throws HistoryException {
      if (away) {
        throw new HistoryException("the disk is full");
      }
      store.saveServerBans(bans, entry);
    }

    @Override
    public boolean deleteIfUnused(RoomName room) {
      return store.deleteIfUnused(room);
    }

    @Override
    public List<AuditEntry> audit(Optional<RoomName> room, int limit) {
      return store.audit(room, limit);
    }

    @Override
    public void pruneAudit(int keep) {
      store.pruneAudit(keep);
    }

    @Override
    public void restore(
        List<RoomProfile> profiles, List<Restriction> bans, List<AuditEntry> entries) {
      store.restore(profiles, bans, entries);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @BeforeEach
  void start() {
    accounts = new TestRoomAccess(kit, store, now::get);
    accounts.add(AMY, "amy", AccountRole.MEMBER);
    accounts.add(BOB, "bob", AccountRole.MEMBER);
    room =
        kit.spawn(
            ChatRoom.create(
                TEA,
                new RoomDependencies(
                    RoomTestKit.settings(Duration.ZERO, 10_000),
                    kit.spawn(RoomTestKit.emptyHistoryReader()),
                    kit.spawn(RoomTestKit.immediateHistoryWriter()),
                    kit.createTestProbe(RoomRegistry.OccupancyChanged.class).getRef(),
                    accounts.access(),
                    MemoryCounter.NONE,
                    now::get,
                    () -> 0)));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void nothing_changes_and_nobody_sees_anything_while_the_database_is_away() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> eve = join("eve");
    store.away = true;

    ask(amy, new Request.Kick("eve", Optional.empty(), Optional.empty()));
    assertEquals(Problem.Code.TRY_LATER, refusal(amy));
    ask(amy, new Request.ChangeSetting("moderated", "on", Optional.empty()));
    assertEquals(Problem.Code.TRY_LATER, refusal(amy));

    say(eve, "still here");
    assertEquals("still here", text(amy));
    store.away = false;
    ask(amy, new Request.ChangeSetting("moderated", "on", Optional.empty()));
    assertDone(amy);
    say(eve, "and now?");
    assertEquals(Problem.Code.ROOM_MODERATED, refusal(eve));
    assertEquals(
        List.of("set", "create"),
        store.audit(Optional.of(TEA), 10).stream().map(AuditEntry::act).toList());
  }

  @Test
  void restriction_ends_at_its_time() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> eve = join("eve");
    ask(amy, restrict(RestrictionKind.MUTE, "eve", "10m"));
    assertDone(amy);
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)).minusMillis(1));
    say(eve, "too early");
    assertEquals(Problem.Code.MUTED, refusal(eve));
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
    say(eve, "at last");
    assertEquals("at last", text(amy));
    ask(amy, new Request.Lift(RestrictionKind.MUTE, "eve", Optional.empty()));
    assertEquals(Problem.Code.NO_SUCH_BAN, refusal(amy));
  }

  @Test
  void slow_room_does_not_forget_who_leaves_and_enters_again() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> eve = join("eve");
    ask(amy, new Request.ChangeSetting("slow", "10s", Optional.empty()));
    assertDone(amy);
    say(eve, "one");
    assertEquals("one", text(amy));
    room.tell(new ChatRoom.Part(eve.getRef()));
    TestProbe<RoomEvent> again = join("EVE");
    say(again, "two");
    assertEquals(Problem.Code.SLOW_MODE, refusal(again));
    now.set(Instant.EPOCH.plusSeconds(10));
    say(again, "three");
    assertEquals("three", text(amy));
  }

  @Test
  void requests_are_done_one_after_the_other_by_what_the_last_has_changed() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> bob = join("bob", BOB);
    ask(amy, new Request.SetRole("bob", "owner", Optional.empty()));
    ask(amy, new Request.SetRole("bob", "none", Optional.empty())); // not hers any more
    assertDone(amy);
    assertEquals(Problem.Code.TARGET_PROTECTED, refusal(amy));
    assertEquals(OptionalLong.of(BOB), accounts.access().profiles().get(TEA).owner());
    assertEquals(
        Optional.of(RoomRole.OPERATOR),
        accounts.access().profiles().get(TEA).role(OptionalLong.of(AMY)));
    bob.expectMessageClass(RoomEvent.Delivered.class);
  }

  @Test
  void who_was_put_out_gets_an_answer_to_what_was_on_its_way() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> eve = join("eve");
    ask(amy, new Request.Kick("eve", Optional.of("bye"), Optional.empty()));
    assertDone(amy);
    awaitRemoved(eve);
    say(eve, "wait");
    assertEquals(Problem.Code.NOT_IN_ROOM, refusal(eve));
    ask(eve, new Request.ShowRoom(Optional.empty()));
    assertEquals(Problem.Code.NOT_IN_ROOM, refusal(eve));
    room.tell(new ChatRoom.Part(eve.getRef()));
    assertEquals(new RoomEvent.Parted(TEA), eve.receiveMessage());
  }

  @Test
  void all_devices_of_an_account_are_put_out_with_one_leave() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> first = join("bob", BOB);
    TestProbe<RoomEvent> second = join("bob", BOB);
    ask(amy, new Request.Kick("bob", Optional.empty(), Optional.empty()));
    assertDone(amy);
    awaitRemoved(first);
    awaitRemoved(second);
    assertEquals(
        1,
        until(amy, message -> message instanceof ServerMessage.Left).stream()
            .filter(ServerMessage.Left.class::isInstance)
            .count());
    say(amy, "alone");
    assertTrue(
        until(amy, message -> message instanceof ServerMessage.Chatted).stream()
            .noneMatch(ServerMessage.Left.class::isInstance));
  }

  @Test
  void lists_are_bounded() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    for (String target : List.of("a1", "a2", "a3")) {
      ask(amy, restrict(RestrictionKind.BAN, target, "1h"));
      assertDone(amy);
    }
    ask(amy, restrict(RestrictionKind.BAN, "a4", "1h"));
    assertEquals(Problem.Code.ROOM_LIST_FULL, refusal(amy));
    now.set(Instant.EPOCH.plus(Duration.ofHours(1)));
    ask(amy, restrict(RestrictionKind.BAN, "a4", "1h"));
    assertDone(amy); // those that have ended do not count
  }

  @Test
  void account_owns_only_so_many_rooms() {
    for (String name : List.of("one", "two")) {
      accounts
          .access()
          .profiles()
          .put(
              new RoomProfile(
                  new RoomName(name), RoomModes.OPEN, Map.of(AMY, RoomRole.OWNER), List.of()));
    }
    TestProbe<RoomEvent> amy = create("amy", AMY);
    ask(amy, new Request.ShowRoom(Optional.empty()));
    assertEquals(Optional.empty(), status(amy).own());
  }

  @Test
  void owner_of_a_room_that_fails_stays_its_owner() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    ask(amy, new Request.ChangeSetting("limit", "5", Optional.empty()));
    assertDone(amy);
    room.tell(new ChatRoom.HandlerFailed(new ChatRoom.Ask(null, amy.getRef())));
    ask(amy, new Request.ShowRoom(Optional.empty()));
    Answer.RoomStatus status = status(amy);
    assertEquals(Optional.of("owner"), status.own());
    assertEquals("5", status.settings().get(RoomSetting.LIMIT.label()));
  }

  @Test
  void everybody_sees_what_was_done() {
    TestProbe<RoomEvent> amy = create("amy", AMY);
    TestProbe<RoomEvent> eve = join("eve");
    ask(amy, new Request.SetRole("eve", "voice", Optional.empty()));
    List<ServerMessage> seen = until(eve, message -> message instanceof ServerMessage.Moderated);
    assertEquals(
        new RoomAction.RoleChanged(new Nickname("eve"), Optional.of("voice")),
        ((ServerMessage.Moderated) seen.get(seen.size() - 1)).action());
  }

  private static Request.Moderation restrict(RestrictionKind kind, String target, String duration) {
    return new Request.Restrict(
        kind, target, Optional.of(duration), Optional.empty(), Optional.empty());
  }

  private TestProbe<RoomEvent> create(String nickname, long account) {
    return enter(nickname, OptionalLong.of(account), true);
  }

  private TestProbe<RoomEvent> join(String nickname) {
    return enter(nickname, OptionalLong.empty(), false);
  }

  private TestProbe<RoomEvent> join(String nickname, long account) {
    return enter(nickname, OptionalLong.of(account), false);
  }

  private TestProbe<RoomEvent> enter(String nickname, OptionalLong account, boolean creates) {
    TestProbe<RoomEvent> member = kit.createTestProbe(RoomEvent.class);
    room.tell(
        new ChatRoom.Join(
            new MemberIdentity(new Nickname(nickname), account, 0),
            Optional.empty(),
            Optional.empty(),
            creates,
            member.getRef(),
            false));
    member.expectMessageClass(RoomEvent.Admitted.class);
    return member;
  }

  private void ask(TestProbe<RoomEvent> member, Request.Moderation request) {
    room.tell(new ChatRoom.Moderate(request, member.getRef()));
  }

  private void say(TestProbe<RoomEvent> member, String text) {
    room.tell(new ChatRoom.Say(Text.sanitize(text), member.getRef()));
  }

  private static void awaitRemoved(TestProbe<RoomEvent> member) {
    RoomEvent event = member.receiveMessage();
    while (!(event instanceof RoomEvent.Kicked)) {
      event = member.receiveMessage();
    }
    assertEquals(Problem.Code.KICKED, ((RoomEvent.Kicked) event).problem().code());
  }

  private static Problem.Code refusal(TestProbe<RoomEvent> member) {
    List<ServerMessage> messages =
        until(member, message -> message.refusal().isPresent() || isDone(message));
    return messages.get(messages.size() - 1).refusal().orElseThrow().code();
  }

  private static void assertDone(TestProbe<RoomEvent> member) {
    List<ServerMessage> messages =
        until(member, message -> message.refusal().isPresent() || isDone(message));
    assertTrue(isDone(messages.get(messages.size() - 1)), messages::toString);
  }

  private static boolean isDone(ServerMessage message) {
    return message.answer(Answer.Done.class).isPresent();
  }

  private static Answer.RoomStatus status(TestProbe<RoomEvent> member) {
    List<ServerMessage> messages =
        until(member, message -> message.answer(Answer.RoomStatus.class).isPresent());
    return messages.get(messages.size() - 1).answer(Answer.RoomStatus.class).orElseThrow();
  }

  private static String text(TestProbe<RoomEvent> member) {
    List<ServerMessage> messages =
        until(member, message -> message instanceof ServerMessage.Chatted);
    return ((ServerMessage.Chatted) messages.get(messages.size() - 1)).text().value();
  }

  /** What a member gets up to the first message of a kind, which is the last of its batch. */
  private static List<ServerMessage> until(
      TestProbe<RoomEvent> member, Predicate<ServerMessage> last) {
    List<ServerMessage> all = new ArrayList<>();
    while (true) {
      if (member.receiveMessage() instanceof RoomEvent.Delivered delivered) {
        for (ServerMessage message : delivered.batch().messages()) {
          all.add(message);
          if (last.test(message)) {
            return all;
          }
        }
      }
    }
  }
}
