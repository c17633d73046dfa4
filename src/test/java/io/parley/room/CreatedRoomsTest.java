package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.address.Network;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members with an address may create 2 rooms each and 3 together, of 100. */
class CreatedRoomsTest {
  private static final Optional<Network> ADDRESS = Optional.of(Network.parse("192.0.2.1"));
  private static final Optional<Network> OTHER_ADDRESS = Optional.of(Network.parse("192.0.2.2"));
  private static final Optional<Network> EXEMPT = Optional.empty();

  private final ActorTestKit kit = ActorTestKit.create("created", TestServers.config());
  private final ActorRef<RoomRegistry.Command> rooms =
      kit.spawn(RoomTestKit.registry(kit, new RoomLimits(100, 2, 3)));
  private final TestProbe<RoomEvent> pat = kit.createTestProbe();
  private final TestProbe<RoomEvent> leslie = kit.createTestProbe();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void member_creates_no_more_rooms_than_the_limit() {
    admitted(pat, "one", ADDRESS);
    admitted(pat, "two", ADDRESS);

    assertEquals(
        "You have made 2 rooms that still exist; no more can be made.",
        rejected(pat, "three", ADDRESS));
  }

  @Test
  void members_of_one_address_create_no_more_rooms_than_its_limit() {
    admitted(pat, "one", ADDRESS);
    admitted(pat, "two", ADDRESS);
    admitted(leslie, "three", ADDRESS);

    assertEquals(
        "Your address has made 3 rooms that still exist; no more can be made.",
        rejected(leslie, "four", ADDRESS));
    admitted(kit.createTestProbe(), "four", OTHER_ADDRESS);
  }

  @Test
  void room_of_somebody_else_is_not_counted() {
    admitted(leslie, "one", ADDRESS);
    admitted(leslie, "two", ADDRESS);
    admitted(pat, "one", OTHER_ADDRESS);
    admitted(pat, "two", OTHER_ADDRESS);
    admitted(pat, "three", OTHER_ADDRESS);
    admitted(pat, "four", OTHER_ADDRESS);

    rejected(pat, "five", OTHER_ADDRESS);
  }

  @Test
  void room_that_its_creator_has_left_counts_until_it_ends() {
    RoomRef one = admitted(pat, "one", ADDRESS);
    admitted(pat, "two", ADDRESS);
    admitted(leslie, "one", OTHER_ADDRESS);
    part(pat, one);
    rejected(pat, "three", ADDRESS);

    part(leslie, one);
    awaitAdmitted(pat, "three", ADDRESS);
    rejected(pat, "four", ADDRESS);
  }

  @Test
  void exempt_member_creates_any_number() {
    for (int i = 0; i < 20; i++) {
      admitted(pat, "room" + i, EXEMPT);
    }
    admitted(leslie, "one", ADDRESS);
    admitted(leslie, "two", ADDRESS);
  }

  private RoomRef admitted(TestProbe<RoomEvent> member, String room, Optional<Network> address) {
    return join(member, room, address, RoomEvent.Admitted.class).room();
  }

  private String rejected(TestProbe<RoomEvent> member, String room, Optional<Network> address) {
    Problem problem = join(member, room, address, RoomEvent.Rejected.class).problem();
    assertEquals(Problem.Code.TOO_MANY_ROOMS, problem.code());
    return problem.message();
  }

  /** Retries, because a room reports that it is empty after it has let the last member go. */
  private void awaitAdmitted(TestProbe<RoomEvent> member, String room, Optional<Network> address) {
    member.awaitAssert(
        () -> {
          admitted(member, room, address);
          return null;
        });
  }

  private void part(TestProbe<RoomEvent> member, RoomRef room) {
    room.ref().tell(new ChatRoom.Part(member.getRef()));
    RoomEvent event = member.receiveMessage();
    while (!(event instanceof RoomEvent.Parted)) {
      event = member.receiveMessage();
    }
  }

  /** Joins a room and returns the answer, which must be of this type. */
  private <T> T join(
      TestProbe<RoomEvent> member, String room, Optional<Network> address, Class<T> answer) {
    String nickname = member == pat ? "pat" : member == leslie ? "leslie" : "chris";
    rooms.tell(
        new RoomRegistry.Join(
            RoomName.sanitize(room), Nickname.sanitize(nickname), member.getRef(), address));
    RoomEvent event = member.receiveMessage();
    while (!(event instanceof RoomEvent.Admitted || event instanceof RoomEvent.Rejected)) {
      event = member.receiveMessage();
    }
    assertEquals(answer, event.getClass(), event::toString);
    return answer.cast(event);
  }
}
