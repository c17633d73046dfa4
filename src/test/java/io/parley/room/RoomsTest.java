package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms that come and go. */
class RoomsTest {
  private final ActorTestKit kit = ActorTestKit.create("rooms", Parley.config());
  private final ActorRef<Historian.Command> historian = kit.spawn(RoomKit.prompt());
  private final ActorRef<HistoryWriter.Store> writer = kit.spawn(RoomKit.promptWriter());
  private final ActorRef<Rooms.Command> rooms =
      kit.spawn(
          Rooms.create(
              (name, counts) ->
                  ChatRoom.create(
                      name,
                      new RoomSetup(
                          RoomKit.settings(Duration.ZERO, 10_000),
                          historian,
                          writer,
                          counts,
                          RoomKit.CLOCK,
                          () -> 0)),
              2));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void a_room_is_made_by_the_first_who_enters_and_is_one_however_it_is_written() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    TestProbe<RoomEvent> chris = kit.createTestProbe();
    assertEquals("garden", welcomed(pat, "pat", "garden").place().name().value());
    RoomEvent.Welcomed second = welcomed(chris, "chris", "Garden");
    assertEquals("garden", second.place().name().value());
    assertEquals(List.of(nick("pat"), nick("chris")), second.present());
    awaitList("lobby (0), garden (2)");
  }

  @Test
  void an_empty_room_goes_and_makes_room_for_another() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    Place garden = welcomed(pat, "pat", "garden").place();
    welcomed(pat, "pat", "attic");
    assertEquals(Problem.Code.TOO_MANY_ROOMS, turnedAway(pat, "pat", "cellar"));

    garden.room().tell(new ChatRoom.Exit(pat.getRef()));
    assertEquals("garden", exited(pat));
    awaitList("lobby (0), attic (1)");
    welcomed(pat, "pat", "cellar");
    welcomed(kit.createTestProbe(), "eve", "attic");
  }

  @Test
  void a_room_is_not_let_go_while_somebody_is_on_the_way_in() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    Place garden = welcomed(pat, "pat", "garden").place();
    for (int i = 0; i < 200; i++) {
      TestProbe<RoomEvent> next = kit.createTestProbe();
      garden.room().tell(new ChatRoom.Exit(pat.getRef()));
      garden = welcomed(next, "p" + i, "garden").place();
      pat = next;
    }
    awaitList("lobby (0), garden (1)");
  }

  @Test
  void a_nickname_goes_to_whom_the_lobby_gave_it() {
    TestProbe<RoomEvent> old = kit.createTestProbe();
    TestProbe<RoomEvent> watch = kit.createTestProbe();
    welcomed(watch, "watch", "garden");
    welcomed(old, "pat", "garden");
    TestProbe<RoomEvent> heir = kit.createTestProbe();
    assertEquals(List.of(nick("watch"), nick("PAT")), welcomed(heir, "PAT", "garden").present());
  }

  @Test
  void nobody_enters_a_closed_house() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    welcomed(pat, "pat", "garden");
    Problem closing = new Problem(Problem.Code.SERVER_CLOSING, "The server is closing.");
    rooms.tell(new Rooms.Close(closing));
    assertEquals(Problem.Code.SERVER_CLOSING, turnedAway(pat, "pat", "attic"));
    assertEquals(Problem.Code.SERVER_CLOSING, turnedAway(pat, "pat", "garden"));
  }

  @Test
  void the_rooms_are_settled_when_all_of_them_are() {
    TestProbe<Done> settled = kit.createTestProbe();
    rooms.tell(new Rooms.Close(new Problem(Problem.Code.SERVER_CLOSING, "closing")));
    rooms.tell(new Rooms.Settle(settled.getRef()));
    settled.expectMessage(Done.getInstance());
  }

  @Test
  void the_rooms_are_settled_whether_rooms_have_been_left_meanwhile_or_not() {
    TestProbe<RoomEvent> pat = kit.createTestProbe();
    welcomed(pat, "pat", "garden").place().room().tell(new ChatRoom.Exit(pat.getRef()));
    welcomed(pat, "pat", "attic");
    TestProbe<Done> settled = kit.createTestProbe();
    rooms.tell(new Rooms.Close(new Problem(Problem.Code.SERVER_CLOSING, "closing")));
    rooms.tell(new Rooms.Settle(settled.getRef()));
    settled.expectMessage(Done.getInstance());
  }

  private RoomEvent.Welcomed welcomed(TestProbe<RoomEvent> probe, String nickname, String room) {
    enter(probe, nickname, room);
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.Welcomed)) {
      event = probe.receiveMessage();
    }
    return (RoomEvent.Welcomed) event;
  }

  private Problem.Code turnedAway(TestProbe<RoomEvent> probe, String nickname, String room) {
    enter(probe, nickname, room);
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.TurnedAway)) {
      event = probe.receiveMessage();
    }
    return ((RoomEvent.TurnedAway) event).problem().code();
  }

  private static String exited(TestProbe<RoomEvent> probe) {
    RoomEvent event = probe.receiveMessage();
    while (!(event instanceof RoomEvent.Exited)) {
      event = probe.receiveMessage();
    }
    return ((RoomEvent.Exited) event).room().value();
  }

  private void enter(TestProbe<RoomEvent> probe, String nickname, String room) {
    rooms.tell(new Rooms.Enter(RoomName.foreign(room), nick(nickname), probe.getRef()));
  }

  /** Rooms tell their counts after they have told whom they let in. */
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
    rooms.tell(new Rooms.Tell(asker.getRef()));
    RoomEvent.Heard heard = asker.expectMessageClass(RoomEvent.Heard.class);
    assertEquals(1, heard.own());
    ServerMessage.Answered answered = (ServerMessage.Answered) heard.batch().messages().get(0);
    return ((Answer.Rooms) answered.answer())
        .rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(Collectors.joining(", "));
  }

  private static Nickname nick(String value) {
    return Nickname.foreign(value);
  }
}
