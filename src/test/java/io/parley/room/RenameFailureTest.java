package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.access.RoomProfiles;
import io.parley.access.ServerBans;
import io.parley.account.Account;
import io.parley.account.AccountRole;
import io.parley.people.ConnectionInfo;
import io.parley.people.NicknameEvent;
import io.parley.people.NicknameRegistry;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.MemoryCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A room that fails while it renames somebody: it and the registry of nicknames agree afterwards.
 * The probes do what connections do.
 */
class RenameFailureTest {
  private static final ConnectionInfo INFO = new ConnectionInfo(1, "127.0.0.1", Optional.empty());
  private static final RoomName TEA = new RoomName("tea");
  private static final String NOTICE =
      "The room lobby was restarted after an internal error. Messages sent just before may be lost.";

  /** Where the handler of the rename throws. */
  private enum Failure {
    BEFORE_THE_CHANGE,
    AFTER_THE_CHANGE
  }

  private final ActorTestKit kit = ActorTestKit.create("rename-failure", TestServers.config());
  private final AtomicInteger failuresOfClock = new AtomicInteger();
  private final AtomicInteger failuresOfFlush = new AtomicInteger();
  private int ends;

  /** What each person was told so far, one line for each message. */
  private final Map<TestProbe<MemberMessage>, List<String>> told = new HashMap<>();

  private final Account account =
      new Account(1, new Nickname("amy"), List.of(), AccountRole.MEMBER, Instant.EPOCH);
  private final ActorRef<NicknameRegistry.Command> registry =
      kit.spawn(
          NicknameRegistry.create(
              RoomTestKit.CLOCK,
              nickname -> Optional.of(account).filter(any -> nickname.isSame(any.nickname())),
              new RoomProfiles(List.of(), id -> false),
              new ServerBans(List.of(), id -> false, RoomTestKit.CLOCK),
              kit.system().ignoreRef(),
              Optional.empty()));
  private final ActorRef<ChatRoom.Command> lobby =
      kit.spawn(room(RoomName.LOBBY, this::now, new FailingCounter()));
  private final ActorRef<ChatRoom.Command> tea =
      kit.spawn(room(TEA, RoomTestKit.CLOCK, MemoryCounter.NONE));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @EnumSource
  void rename_is_told_once_and_frees_the_previous_nickname(Failure failure) {
    TestProbe<MemberMessage> bob = registered("bob");
    TestProbe<MemberMessage> pat = registered("pat");
    for (ActorRef<ChatRoom.Command> room : List.of(lobby, tea)) {
      enter(room, bob, "bob");
      enter(room, pat, "pat");
    }
    fail(failure);
    registry.tell(new NicknameRegistry.Rename(new Nickname("robert"), bob.getRef()));
    tellRooms(bob, Map.of(RoomName.LOBBY, lobby, TEA, tea));
    registry.tell(new NicknameRegistry.CompleteRename(bob.getRef()));

    TestProbe<MemberMessage> other = awaitRegistered("bob");
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection("robert").code());
    assertEquals(List.of("robert", "pat", "bob"), enter(lobby, other, "bob"));
    assertEquals(List.of("robert", "pat", "bob"), enter(tea, other, "bob"));
    for (TestProbe<MemberMessage> person : List.of(bob, pat)) {
      List<String> lines = linesToEnd(lobby, person);
      assertEquals(1, count(lines, "lobby: bob is now robert"), lines::toString);
      assertEquals(1, count(lines, NOTICE), lines::toString);
      assertEquals(1, count(linesToEnd(tea, person), "tea: bob is now robert"));
    }
    bob.stop();
    awaitRegistered("robert");
  }

  @ParameterizedTest
  @EnumSource
  void guest_who_logs_in_stays_in_the_room_and_frees_the_nickname_of_the_guest(Failure failure) {
    TestProbe<MemberMessage> first = probe();
    registry.tell(
        new NicknameRegistry.Register(
            account.nickname(), OptionalLong.of(account.id()), INFO, first.getRef()));
    long assignment = await(first, NicknameEvent.Registered.class).assignment();
    enter(lobby, first, TestRoom.identity("amy", account.id(), assignment));
    TestProbe<MemberMessage> guest = registered("visitor");
    enter(lobby, guest, "visitor");
    TestProbe<MemberMessage> pat = registered("pat");
    enter(lobby, pat, "pat");

    fail(failure);
    registry.tell(new NicknameRegistry.LogIn(account.nickname(), account.id(), guest.getRef()));
    tellRooms(guest, Map.of(RoomName.LOBBY, lobby));
    registry.tell(new NicknameRegistry.CompleteRename(guest.getRef()));

    TestProbe<MemberMessage> other = awaitRegistered("visitor");
    assertEquals(List.of("amy", "pat", "visitor"), enter(lobby, other, "visitor"));
    assertEquals(1, count(linesToEnd(lobby, guest), "lobby: visitor is now amy"));
    assertEquals(0, count(linesToEnd(lobby, pat), "lobby: visitor is now amy"));
    guest.stop();
    first.stop();
    other.stop();
    awaitRegistered("visitor");
  }

  @Test
  void room_that_fails_too_often_ends_the_connection_which_frees_both_nicknames() {
    TestProbe<MemberMessage> bob = registered("bob");
    enter(lobby, bob, "bob");
    failuresOfClock.set(1 + RoomTestKit.settings(Duration.ZERO, 1).maxRestarts());
    registry.tell(new NicknameRegistry.Rename(new Nickname("robert"), bob.getRef()));
    MemberIdentity identity = await(bob, NicknameEvent.Renamed.class).identity();
    lobby.tell(new ChatRoom.Rename(identity, bob.getRef().narrow()));

    RoomEvent.Completed end = await(bob, RoomEvent.Completed.class);
    assertEquals(Problem.Code.SERVER_ERROR, end.reason().orElseThrow().code());
    assertEquals(Problem.Code.NICKNAME_TAKEN, rejection("bob").code());
    bob.stop();
    awaitRegistered("bob");
    awaitRegistered("robert");
  }

  private void fail(Failure failure) {
    (failure == Failure.BEFORE_THE_CHANGE ? failuresOfClock : failuresOfFlush).set(1);
  }

  private Instant now() {
    throwIfDue(failuresOfClock);
    return Instant.EPOCH;
  }

  private static void throwIfDue(AtomicInteger failures) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("failure of a test");
    }
  }

  /** Fails when a room counts what it is about to deliver. */
  private final class FailingCounter implements MemoryCounter {
    @Override
    public void add(long bytes) {
      throwIfDue(failuresOfFlush);
    }

    @Override
    public void remove(long bytes) {}
  }

  private Behavior<ChatRoom.Command> room(
      RoomName name, InstantSource clock, MemoryCounter memory) {
    TestProbe<RoomRegistry.OccupancyChanged> counts = kit.createTestProbe();
    return ChatRoom.create(
        name,
        new RoomDependencies(
            RoomTestKit.settings(Duration.ZERO, 10_000),
            kit.spawn(RoomTestKit.emptyHistoryReader()),
            kit.spawn(RoomTestKit.immediateHistoryWriter()),
            counts.getRef(),
            TestRoomAccess.open(kit),
            memory,
            clock,
            () -> 0));
  }

  private TestProbe<MemberMessage> probe() {
    return kit.createTestProbe(MemberMessage.class);
  }

  private TestProbe<MemberMessage> registered(String nickname) {
    TestProbe<MemberMessage> probe = probe();
    registry.tell(register(nickname, probe));
    await(probe, NicknameEvent.Registered.class);
    return probe;
  }

  /** What frees the nickname arrives at any time. */
  private TestProbe<MemberMessage> awaitRegistered(String nickname) {
    TestProbe<MemberMessage> probe = probe();
    probe.awaitAssert(
        () -> {
          registry.tell(register(nickname, probe));
          return probe.expectMessageClass(NicknameEvent.Registered.class);
        });
    return probe;
  }

  private Problem rejection(String nickname) {
    TestProbe<MemberMessage> probe = probe();
    registry.tell(register(nickname, probe));
    return await(probe, NicknameEvent.Rejected.class).problem();
  }

  private static NicknameRegistry.Register register(
      String nickname, TestProbe<MemberMessage> probe) {
    return new NicknameRegistry.Register(
        new Nickname(nickname), OptionalLong.empty(), INFO, probe.getRef());
  }

  private List<String> enter(
      ActorRef<ChatRoom.Command> room, TestProbe<MemberMessage> person, String nickname) {
    return enter(room, person, MemberIdentity.guest(new Nickname(nickname)));
  }

  /** Enters a room, and returns the nicknames there. */
  private List<String> enter(
      ActorRef<ChatRoom.Command> room, TestProbe<MemberMessage> person, MemberIdentity identity) {
    room.tell(new ChatRoom.Join(identity, person.getRef().narrow(), false));
    List<Nickname> all = await(person, RoomEvent.Admitted.class).members().nicknames();
    linesToEnd(room, person);
    return all.stream().map(Nickname::value).toList();
  }

  /** Tells the rooms of a rename, and waits until all have answered. */
  private void tellRooms(
      TestProbe<MemberMessage> person, Map<RoomName, ActorRef<ChatRoom.Command>> rooms) {
    MemberIdentity identity = await(person, NicknameEvent.Renamed.class).identity();
    rooms
        .values()
        .forEach(room -> room.tell(new ChatRoom.Rename(identity, person.getRef().narrow())));
    Set<RoomName> missing = new HashSet<>(rooms.keySet());
    while (!missing.isEmpty()) {
      missing.remove(await(person, RoomEvent.Renamed.class).room());
    }
  }

  /** All that the person was told, up to a text that it sends now. */
  private List<String> linesToEnd(
      ActorRef<ChatRoom.Command> room, TestProbe<MemberMessage> person) {
    String end = "end " + ++ends;
    room.tell(new ChatRoom.Say(Text.sanitize(end), person.getRef().narrow()));
    while (told(person).stream().noneMatch(line -> line.endsWith(end))) {
      receive(person);
    }
    return told(person);
  }

  /** The next event of this type; what is delivered before it is kept. */
  private <T extends MemberMessage> T await(TestProbe<MemberMessage> person, Class<T> type) {
    MemberMessage event = receive(person);
    while (!type.isInstance(event)) {
      event = receive(person);
    }
    return type.cast(event);
  }

  private MemberMessage receive(TestProbe<MemberMessage> person) {
    MemberMessage event = person.receiveMessage();
    if (event instanceof RoomEvent.Delivered delivered) {
      delivered.batch().messages().forEach(message -> told(person).add(line(message)));
    }
    return event;
  }

  private List<String> told(TestProbe<MemberMessage> person) {
    return told.computeIfAbsent(person, any -> new ArrayList<>());
  }

  private static String line(ServerMessage message) {
    if (message instanceof ServerMessage.Notice notice) {
      return notice.text().value();
    }
    if (message instanceof ServerMessage.Renamed renamed) {
      return renamed.stamp().room() + ": " + renamed.previous() + " is now " + renamed.nickname();
    }
    return message.userMessage().map(text -> text.text().value()).orElseGet(message::toString);
  }

  private static long count(List<String> lines, String line) {
    return lines.stream().filter(line::equals).count();
  }
}
