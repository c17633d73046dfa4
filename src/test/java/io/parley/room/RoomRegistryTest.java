package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.parley.TestServers;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The creation and the end of rooms. */
class RoomRegistryTest {
  private final ActorTestKit kit = ActorTestKit.create("rooms", TestServers.config());
  private final ActorRef<RoomRegistry.Command> rooms =
      kit.spawn(RoomTestKit.registry(kit, new RoomLimits(2, 1, 1)));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void first_join_creates_room_and_spellings_share_it() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    TestProbe<RoomEvent> chris = kit.createTestProbe();
    assertEquals("garden", joinAdmitted(pat, "pat", "garden").room().name().value());
    RoomEvent.Admitted second = joinAdmitted(chris, "chris", "Garden");
    assertEquals("garden", second.room().name().value());
    assertEquals(List.of(nick("pat"), nick("chris")), second.members().nicknames());
    awaitList("lobby (0), garden (2)");
  }

  @Test
  void devices_of_an_account_share_a_room_as_one_person() {
    TestProbe<RoomEvent> first = kit.createTestProbe();
    TestProbe<RoomEvent> second = kit.createTestProbe();
    joinDevice(first, "amy", 1);
    RoomEvent.Admitted admitted = joinDevice(second, "amy", 1);
    assertEquals(List.of(nick("amy")), admitted.members().nicknames());
    awaitList("lobby (0), garden (1)");

    admitted.room().ref().tell(new ChatRoom.Part(first.getRef()));
    assertEquals("garden", receiveParted(first));
    assertEquals(
        List.of(nick("amy"), nick("pat")),
        joinAdmitted(kit.createTestProbe(), "pat", "garden").members().nicknames());
    awaitList("lobby (0), garden (2)");
  }

  private RoomEvent.Admitted joinDevice(
      TestProbe<RoomEvent> device, String nickname, long account) {
    rooms.tell(
        new RoomRegistry.Join(
            RoomName.sanitize("garden"),
            TestRoom.identity(nickname, account, 0),
            device.getRef(),
            Optional.empty(),
            false));
    return device.expectMessageClass(RoomEvent.Admitted.class);
  }

  @Test
  void list_of_rooms_is_one_batch_until_a_room_changes() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    joinAdmitted(pat, "pat", "garden");
    awaitList("lobby (0), garden (1)");
    TestProbe<RoomEvent> asker = kit.createTestProbe();
    rooms.tell(new RoomRegistry.ListRooms(asker.getRef()));
    rooms.tell(new RoomRegistry.ListRooms(asker.getRef()));
    assertSame(
        asker.expectMessageClass(RoomEvent.Delivered.class).batch(),
        asker.expectMessageClass(RoomEvent.Delivered.class).batch());

    joinAdmitted(pat, "pat", "attic");
    awaitList("lobby (0), attic (1), garden (1)");
  }

  @Test
  void empty_room_is_stopped_and_frees_a_slot() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    RoomRef garden = joinAdmitted(pat, "pat", "garden").room();
    joinAdmitted(pat, "pat", "attic");
    assertEquals(Problem.Code.TOO_MANY_ROOMS, joinRejected(pat, "pat", "cellar"));

    garden.ref().tell(new ChatRoom.Part(pat.getRef()));
    assertEquals("garden", receiveParted(pat));
    awaitList("lobby (0), attic (1)");
    joinAdmitted(pat, "pat", "cellar");
    joinAdmitted(kit.createTestProbe(), "eve", "attic");
  }

  @Test
  void room_with_join_in_flight_is_not_stopped() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    RoomRef garden = joinAdmitted(pat, "pat", "garden").room();
    for (int i = 0; i < 200; i++) {
      TestProbe<RoomEvent> next = kit.createTestProbe();
      garden.ref().tell(new ChatRoom.Part(pat.getRef()));
      garden = joinAdmitted(next, "p" + i, "garden").room();
      pat = next;
    }
    awaitList("lobby (0), garden (1)");
  }

  @Test
  void terminated_holder_gives_way_to_owner_in_lobby() {
    TestProbe<RoomEvent> old = kit.createTestProbe();
    TestProbe<RoomEvent> watch = kit.createTestProbe();
    joinAdmitted(watch, "watch", "garden");
    joinAdmitted(old, "pat", "garden");
    TestProbe<RoomEvent> heir = kit.createTestProbe();
    assertEquals(
        List.of(nick("watch"), nick("PAT")),
        joinAdmitted(heir, "PAT", "garden").members().nicknames());
  }

  @Test
  void join_after_close_is_rejected() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    joinAdmitted(pat, "pat", "garden");
    Problem closing = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    rooms.tell(new RoomRegistry.Close(closing));
    assertEquals(Problem.Code.SERVER_CLOSING, joinRejected(pat, "pat", "attic"));
    assertEquals(Problem.Code.SERVER_CLOSING, joinRejected(pat, "pat", "garden"));
  }

  @Test
  void replies_persisted_when_all_rooms_are_persisted() {
    TestProbe<Done> settled = kit.createTestProbe();
    rooms.tell(new RoomRegistry.Close(new Problem(Problem.Code.SERVER_CLOSING, "closing")));
    rooms.tell(new RoomRegistry.AwaitPersisted(settled.getRef()));
    settled.expectMessage(Done.getInstance());
  }

  @Test
  void replies_persisted_although_rooms_are_stopped_meanwhile() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    joinAdmitted(pat, "pat", "garden").room().ref().tell(new ChatRoom.Part(pat.getRef()));
    joinAdmitted(pat, "pat", "attic");
    TestProbe<Done> settled = kit.createTestProbe();
    rooms.tell(new RoomRegistry.Close(new Problem(Problem.Code.SERVER_CLOSING, "closing")));
    rooms.tell(new RoomRegistry.AwaitPersisted(settled.getRef()));
    settled.expectMessage(Done.getInstance());
  }

  private RoomEvent.Admitted joinAdmitted(
      TestProbe<RoomEvent> probe, String nickname, String room) {
    join(probe, nickname, room);
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.Admitted)) {
      event = probe.receiveMessage();
    }
    return (RoomEvent.Admitted) event;
  }

  private Problem.Code joinRejected(TestProbe<RoomEvent> probe, String nickname, String room) {
    join(probe, nickname, room);
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.Rejected)) {
      event = probe.receiveMessage();
    }
    return ((RoomEvent.Rejected) event).problem().code();
  }

  private static String receiveParted(TestProbe<RoomEvent> probe) {
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.Parted)) {
      event = probe.receiveMessage();
    }
    return ((RoomEvent.Parted) event).room().value();
  }

  private void join(TestProbe<RoomEvent> probe, String nickname, String room) {
    rooms.tell(
        new RoomRegistry.Join(
            RoomName.sanitize(room), nick(nickname), probe.getRef(), Optional.empty()));
  }

  /** Retries, because rooms report their counts after they have admitted a member. */
  private void awaitList(String expected) {
    TestProbe<Object> patience = kit.createTestProbe();
    patience.awaitAssert(
        () -> {
          assertEquals(expected, list());
          return null;
        });
  }

  private String list() {
    TestProbe<RoomEvent> asker = kit.createTestProbe();
    rooms.tell(new RoomRegistry.ListRooms(asker.getRef()));
    RoomEvent.Delivered delivered = asker.expectMessageClass(RoomEvent.Delivered.class);
    assertEquals(1, delivered.ownMessages());
    ServerMessage.Answered answered = (ServerMessage.Answered) delivered.batch().messages().get(0);
    return ((Answer.RoomList) answered.answer())
        .rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(Collectors.joining(", "));
  }

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
